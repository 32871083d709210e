package dev.tunebook.store.sql;

import java.util.List;
import java.util.Optional;

/// Ids that clients chose, and what they stand for.
final class ClientIds {
    private record Row(String clientId, long target) {}

    private final Session session;
    private final Table<Row> rows;
    private final Query<Row> find;
    private final String deleteOf;

    /// @param target the column of what they stand for
    ClientIds(Session session, String table, String target) {
        this.session = session;
        rows = new Table<>(
                table,
                1,
                "client_id, " + target,
                cells -> new Row(cells.text(), cells.number()),
                row -> List.of(row.clientId, row.target));
        find = rows.where("client_id = ?");
        deleteOf = rows.deleteWhere(target + " = ?");
    }

    void put(String clientId, long target) {
        session.put(rows, new Row(clientId, target));
    }

    Optional<Long> find(String clientId) {
        return session.one(find, clientId).map(Row::target);
    }

    void deleteOf(long target) {
        session.execute(deleteOf, target);
    }
}
