package dev.tunebook.store.sql;

import dev.tunebook.model.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The cells of one row, read from left to right: each call takes the next one.
final class Cells {
    private final ResultSet results;
    private int at;

    Cells(ResultSet results) {
        this.results = results;
    }

    /// Makes a row of its cells.
    @FunctionalInterface
    interface Reader<R> {
        R read(Cells cells) throws SQLException;
    }

    boolean nextRow() throws SQLException {
        at = 0;
        return results.next();
    }

    long number() throws SQLException {
        return results.getLong(++at);
    }

    int smallNumber() throws SQLException {
        return results.getInt(++at);
    }

    boolean flag() throws SQLException {
        return results.getBoolean(++at);
    }

    String text() throws SQLException {
        return results.getString(++at);
    }

    Instant instant() throws SQLException {
        return Instant.EPOCH.plus(number(), ChronoUnit.MICROS);
    }

    /// What [#list(List)] made.
    List<String> texts() throws SQLException {
        return Json.parse(text()).valueStream().map(JsonNode::asString).toList();
    }

    <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text());
    }

    /// The next cell, when it is not null.
    <T> Optional<T> optional(Reader<T> present) throws SQLException {
        results.getObject(at + 1);
        if (results.wasNull()) {
            at++;
            return Optional.empty();
        }
        return Optional.of(present.read(this));
    }

    /// How texts stand in one cell.
    static String list(List<String> texts) {
        return Json.write(Json.tree(texts));
    }

    /// How a time stands in a cell.
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
