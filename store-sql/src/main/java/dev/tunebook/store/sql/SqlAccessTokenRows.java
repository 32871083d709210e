package dev.tunebook.store.sql;

import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.rows.AccessTokenRow;
import dev.tunebook.store.rows.AccessTokenRows;
import dev.tunebook.store.views.AccessToken;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

record SqlAccessTokenRows(Session session) implements AccessTokenRows {
    private static final Table<AccessTokenRow> TOKENS = new Table<>(
            "access_token",
            1,
            "id, view_id, project_ids, sealed_by, sealed, user_id, created_at, revoked_at, sha256",
            cells -> new AccessTokenRow(token(cells), cells.text()),
            SqlAccessTokenRows::cells);
    private static final Query<AccessTokenRow> BY_ID = TOKENS.where("id = ?");
    private static final Query<AccessTokenRow> BY_SHA256 = TOKENS.where("sha256 = ?");
    private static final Query<AccessTokenRow> OF_VIEW = TOKENS.where("view_id = ? ORDER BY id");
    private static final Query<AccessTokenRow> NOT_SEALED_BY = TOKENS.where("sealed_by <> ? ORDER BY id");
    private static final String DELETE = TOKENS.deleteWhere("id = ?");

    private static AccessToken token(Cells cells) throws SQLException {
        return new AccessToken(
                cells.number(),
                cells.number(),
                cells.texts().stream().map(Long::valueOf).toList(),
                new SealedSecret(cells.text(), cells.text()),
                cells.number(),
                cells.instant(),
                cells.optional(Cells::instant));
    }

    private static List<Object> cells(AccessTokenRow row) {
        AccessToken token = row.token();
        return List.of(
                token.id(),
                token.viewId(),
                token.projectIds().stream().map(String::valueOf).toList(),
                token.secret().sealedBy(),
                token.secret().sealed(),
                token.userId(),
                token.createdAt(),
                token.revokedAt(),
                row.sha256());
    }

    @Override
    public void put(AccessTokenRow row) {
        session.put(TOKENS, row);
    }

    @Override
    public Optional<AccessTokenRow> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public Optional<AccessTokenRow> bySha256(String sha256) {
        return session.one(BY_SHA256, sha256);
    }

    @Override
    public List<AccessTokenRow> ofView(long viewId) {
        return session.all(OF_VIEW, viewId);
    }

    @Override
    public List<AccessTokenRow> notSealedBy(String sealedBy) {
        return session.all(NOT_SEALED_BY, sealedBy);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
