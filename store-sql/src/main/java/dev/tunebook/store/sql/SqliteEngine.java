package dev.tunebook.store.sql;

import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// Metadata in one SQLite file: one writer, several readers beside it.
final class SqliteEngine implements Engine {
    private static final Query<String> INTEGRITY = new Query<>("PRAGMA integrity_check", Cells::text);
    private static final String SOUND = "ok";

    private final DataLock lock;
    private final Database database;
    private final Committer committer;
    private final Readers readers;
    private final Checkpoints checkpoints;
    private final Answers answers = new Answers();

    private SqliteEngine(DataLock lock, Database database) {
        this.lock = lock;
        this.database = database;
        database.migrate();
        committer = new Committer(database.writer());
        readers = new Readers(database::reader);
        checkpoints = new Checkpoints(database.writer(), committer::logIsTooLong);
    }

    /// Opens `meta.db` in the folder, which is nobody else's until it is closed.
    static SqliteEngine open(Path data) {
        var lock = DataLock.take(data);
        try {
            return new SqliteEngine(lock, new Database(data.resolve("meta.db")));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public <T> T read(Function<Rows, T> work) {
        return committer.isWriting() ? work.apply(committer.rows()) : readers.read(work);
    }

    @Override
    public <T> T readOften(Object key, Function<Rows, T> work) {
        return committer.isWriting()
                ? work.apply(committer.rows())
                : answers.get(key, committer.commits(), () -> readers.read(work));
    }

    @Override
    public <T> T write(Function<Rows, T> work) {
        return committer.write(work);
    }

    @Override
    public void afterCommit(CommitListener listener) {
        committer.afterCommit(listener);
    }

    @Override
    public List<String> check() {
        try (var session = database.reader()) {
            return session.all(INTEGRITY).stream()
                    .filter(line -> !line.equals(SOUND))
                    .map(line -> "meta.db is damaged: " + line)
                    .toList();
        }
    }

    @Override
    public void close() {
        checkpoints.close();
        readers.close();
        committer.close();
        lock.close();
    }
}
