package dev.tunebook.store.sql;

import dev.tunebook.store.accounts.Credential;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.rows.CredentialRow;
import dev.tunebook.store.rows.CredentialRows;
import java.util.List;
import java.util.Optional;

record SqlCredentialRows(Session session) implements CredentialRows {
    private static final Table<CredentialRow> CREDENTIALS = new Table<>(
            "credential",
            1,
            "id, user_id, kind, prefix, description, created_at, expires_at, last_used_at, sha256",
            cells -> new CredentialRow(
                    new Credential(
                            cells.number(),
                            cells.number(),
                            cells.constant(CredentialKind.class),
                            cells.text(),
                            cells.optional(Cells::text),
                            cells.instant(),
                            cells.optional(Cells::instant),
                            cells.optional(Cells::instant)),
                    cells.text()),
            row -> List.of(
                    row.credential().id(),
                    row.credential().userId(),
                    row.credential().kind(),
                    row.credential().prefix(),
                    row.credential().description(),
                    row.credential().createdAt(),
                    row.credential().expiresAt(),
                    row.credential().lastUsedAt(),
                    row.sha256()));
    private static final Query<CredentialRow> BY_ID = CREDENTIALS.where("id = ?");
    private static final Query<CredentialRow> BY_SHA256 = CREDENTIALS.where("sha256 = ?");
    private static final Query<CredentialRow> OF_USER = CREDENTIALS.where("user_id = ? ORDER BY id");
    private static final String DELETE = CREDENTIALS.deleteWhere("id = ?");

    @Override
    public void put(CredentialRow row) {
        session.put(CREDENTIALS, row);
    }

    @Override
    public Optional<CredentialRow> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public Optional<CredentialRow> bySha256(String sha256) {
        return session.one(BY_SHA256, sha256);
    }

    @Override
    public List<CredentialRow> ofUser(long userId) {
        return session.all(OF_USER, userId);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
