package dev.tunebook.store.sql;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.FollowStatus.FollowError;
import dev.tunebook.store.providers.FollowedJobs;
import dev.tunebook.store.providers.ProviderAddress;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderKind;
import dev.tunebook.store.providers.ProviderSettings;
import dev.tunebook.store.providers.SealedKey;
import dev.tunebook.store.rows.ProviderConnectionRows;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record SqlProviderConnectionRows(Session session) implements ProviderConnectionRows {
    private static final Table<ProviderConnection> CONNECTIONS = new Table<>(
            "provider_connection",
            1,
            "id, name, kind, base_url, api_version, openai_organization, openai_project, sealed_by, sealed, key_ending,"
                    + " entity, project, since, base_model, metadata, datasets, poll_seconds, enabled, entity_id,"
                    + " user_id, created_at, updated_at, looked_at, jobs, following, failed_at, error_code, error",
            cells -> new ProviderConnection(
                    cells.number(),
                    settings(cells),
                    cells.number(),
                    cells.number(),
                    cells.instant(),
                    cells.instant(),
                    status(cells)),
            SqlProviderConnectionRows::cells);
    private static final Query<ProviderConnection> BY_ID = CONNECTIONS.where("id = ?");
    private static final Query<ProviderConnection> BY_NAME = CONNECTIONS.where("name = ?");
    private static final Query<ProviderConnection> ALL = CONNECTIONS.selecting("ORDER BY name");
    private static final String DELETE = CONNECTIONS.deleteWhere("id = ?");

    private static ProviderSettings settings(Cells cells) throws SQLException {
        return new ProviderSettings(
                cells.text(),
                new ProviderAddress(
                        cells.constant(ProviderKind.class),
                        URI.create(cells.text()),
                        cells.optional(Cells::text),
                        cells.optional(Cells::text),
                        cells.optional(Cells::text)),
                new SealedKey(new SealedSecret(cells.text(), cells.text()), cells.text()),
                cells.text(),
                cells.text(),
                new FollowedJobs(
                        cells.optional(Cells::instant),
                        cells.optional(Cells::text),
                        metadata(cells.text()),
                        cells.flag()),
                Duration.ofSeconds(cells.number()),
                cells.flag());
    }

    private static FollowStatus status(Cells cells) throws SQLException {
        return new FollowStatus(
                cells.optional(Cells::instant),
                cells.smallNumber(),
                cells.smallNumber(),
                cells.optional(present -> new FollowError(present.instant(), present.text(), present.text())));
    }

    private static Map<String, String> metadata(String json) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Json.members(Json.parse(json)).forEach((key, value) -> metadata.put(key, value.asString()));
        return metadata;
    }

    private static List<Object> cells(ProviderConnection connection) {
        ProviderSettings settings = connection.settings();
        ProviderAddress address = settings.address();
        FollowedJobs jobs = settings.jobs();
        FollowStatus status = connection.status();
        return List.of(
                connection.id(),
                settings.name(),
                address.kind(),
                address.baseUrl().toString(),
                address.apiVersion(),
                address.openaiOrganization(),
                address.openaiProject(),
                settings.key().secret().sealedBy(),
                settings.key().secret().sealed(),
                settings.key().ending(),
                settings.entity(),
                settings.project(),
                jobs.since(),
                jobs.baseModel(),
                Json.write(Json.tree(jobs.metadata())),
                jobs.datasets(),
                settings.pollInterval().toSeconds(),
                settings.enabled(),
                connection.entityId(),
                connection.userId(),
                connection.createdAt(),
                connection.updatedAt(),
                status.lookedAt(),
                status.jobs(),
                status.following(),
                status.error().map(FollowError::at),
                status.error().map(FollowError::code),
                status.error().map(FollowError::message));
    }

    @Override
    public void put(ProviderConnection connection) {
        session.put(CONNECTIONS, connection);
    }

    @Override
    public Optional<ProviderConnection> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public Optional<ProviderConnection> byName(String name) {
        return session.one(BY_NAME, name);
    }

    @Override
    public List<ProviderConnection> all() {
        return session.all(ALL);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
