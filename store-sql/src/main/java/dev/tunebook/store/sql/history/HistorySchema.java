package dev.tunebook.store.sql.history;

import java.util.List;

/// The tables of `history.db`.
///
/// `file`: a file of a generation; `lines` is the number of its last line + 1, `last_line` that line.
/// `line_group`: 4,096 lines at most. `sequence` is the watermark: journal rows up to it are contained. `places` says
/// which lines there are, unless they are `count` lines from place `first`. `content` has the lines' shapes, and as
/// text those lines that have none. `digests` are the 64-bit hashes of the lines.
/// `chunk`: the values of one key in one group, with what is counted of them.
/// `carried`: generations that began with lines of an earlier one.
final class HistorySchema {
    static final int VERSION = 1;
    static final List<String> TABLES =
            List.of("""
            CREATE TABLE file (
              id INTEGER PRIMARY KEY,
              run INTEGER NOT NULL,
              generation INTEGER NOT NULL,
              kind INTEGER NOT NULL,
              lines INTEGER NOT NULL,
              last_line BLOB NOT NULL,
              UNIQUE (run, generation, kind))""", "CREATE TABLE key (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)", """
            CREATE TABLE line_group (
              file INTEGER NOT NULL,
              grp INTEGER NOT NULL,
              sequence INTEGER NOT NULL,
              count INTEGER NOT NULL,
              first INTEGER NOT NULL,
              places BLOB,
              last_step INTEGER,
              content BLOB NOT NULL,
              digests BLOB NOT NULL,
              PRIMARY KEY (file, grp)) WITHOUT ROWID""", """
            CREATE TABLE chunk (
              file INTEGER NOT NULL,
              key INTEGER NOT NULL,
              grp INTEGER NOT NULL,
              numbers INTEGER NOT NULL,
              strings INTEGER NOT NULL,
              booleans INTEGER NOT NULL,
              nulls INTEGER NOT NULL,
              lists INTEGER NOT NULL,
              objects INTEGER NOT NULL,
              min REAL,
              max REAL,
              last TEXT NOT NULL,
              content BLOB NOT NULL,
              PRIMARY KEY (file, key, grp)) WITHOUT ROWID""", """
            CREATE TABLE carried (
              run INTEGER NOT NULL,
              generation INTEGER NOT NULL,
              PRIMARY KEY (run, generation)) WITHOUT ROWID""");

    private HistorySchema() {}
}
