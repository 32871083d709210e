package dev.tunebook.store.rules;

import dev.tunebook.model.ProjectName;
import dev.tunebook.store.ProviderConnectionStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderSettings;
import dev.tunebook.store.providers.SealedKey;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.MemberRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.UserRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Connections to fine-tuning services.
record ProviderConnectionRules(Engine engine, Journal journal, Set<String> reserved)
        implements ProviderConnectionStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Duration LONGEST_POLL = Duration.ofDays(1);

    @Override
    public Upserted<ProviderConnection> put(Viewer viewer, ProviderSettings wanted) {
        requireSound(wanted);
        return engine.write(rows -> {
            var rights = administrator(rows, viewer);
            var entity = owner(rights, wanted.entity());
            var standing = rows.providerConnections().byName(wanted.name());
            standing.filter(other -> other.entityId() != entity.id()).ifPresent(other -> {
                throw new StoreException.Conflict(
                        "entity_fixed",
                        "the connection " + other.name() + " records into "
                                + other.settings().entity() + "; remove it, and add one for " + entity.name());
            });
            var kept = new ProviderConnection(
                    standing.map(ProviderConnection::id).orElseGet(rows::newId),
                    spelled(wanted, entity),
                    entity.id(),
                    serviceAccount(rows, standing, entity, wanted.name()),
                    standing.map(ProviderConnection::createdAt).orElseGet(journal::now),
                    journal.now(),
                    standing.map(ProviderConnection::status).orElse(FollowStatus.NONE));
            rows.providerConnections().put(kept);
            return new Upserted<>(kept, standing.isEmpty());
        });
    }

    private static void requireSound(ProviderSettings wanted) {
        if (!NAME.matcher(wanted.name()).matches()) {
            throw new StoreException.Invalid(
                    "invalid_name",
                    "the name \"" + wanted.name()
                            + "\" cannot be a connection's; use up to 60 lower-case letters, digits" + " and dashes");
        }
        var poll = wanted.pollInterval();
        if (poll.compareTo(Duration.ofSeconds(1)) < 0 || poll.compareTo(LONGEST_POLL) > 0) {
            throw new StoreException.Invalid(
                    "invalid_poll_interval",
                    "the poll interval is " + poll.toSeconds() + " s; use 1 to " + LONGEST_POLL.toSeconds());
        }
        new ProjectName(wanted.project());
    }

    private static Entity owner(Rights rights, String name) {
        var entity = rights.requireEntity(name, Access.ADMINISTER);
        if (entity.kind() == EntityKind.ORGANIZATION) {
            throw new StoreException.Invalid(
                    "not_an_owner", entity.name() + " is an organisation, which holds no runs; name a team or a user");
        }
        return entity;
    }

    private static ProviderSettings spelled(ProviderSettings wanted, Entity entity) {
        return new ProviderSettings(
                wanted.name(),
                wanted.address(),
                wanted.key(),
                entity.name(),
                wanted.project(),
                wanted.jobs(),
                wanted.pollInterval(),
                wanted.enabled());
    }

    /// One that an administrator deleted is made again; one that was taken out of the entity stays out.
    private long serviceAccount(Rows rows, Optional<ProviderConnection> standing, Entity entity, String name) {
        return standing.flatMap(connection -> rows.accounts().user(connection.userId()))
                .map(UserRow::id)
                .orElseGet(() -> {
                    var username = ProviderConnection.serviceAccount(name);
                    rows.accounts().entity(username).ifPresent(taken -> {
                        throw AccountRules.nameTaken(taken);
                    });
                    var made = AccountRules.newServiceAccount(rows, journal, reserved, username);
                    rows.accounts().put(atHomeIn(entity, made));
                    rows.accounts().put(new MemberRow(entity.id(), made.id(), Role.MEMBER));
                    return made.id();
                });
    }

    private static UserRow atHomeIn(Entity entity, UserRow made) {
        return new UserRow(
                made.id(),
                made.entityId(),
                made.username(),
                made.email(),
                made.name(),
                made.administrator(),
                made.service(),
                Optional.of(entity.id()),
                made.passwordHash(),
                made.createdAt());
    }

    @Override
    public List<ProviderConnection> list(Viewer viewer) {
        return engine.read(rows -> {
            administrator(rows, viewer);
            return rows.providerConnections().all();
        });
    }

    @Override
    public Optional<ProviderConnection> connection(Viewer viewer, String name) {
        return engine.read(rows -> {
            administrator(rows, viewer);
            return rows.providerConnections().byName(name);
        });
    }

    @Override
    public boolean delete(Viewer viewer, String name) {
        return engine.write(rows -> {
            administrator(rows, viewer);
            var found = rows.providerConnections().byName(name);
            found.ifPresent(new Removal(rows, journal)::providerConnection);
            return found.isPresent();
        });
    }

    @Override
    public boolean report(Viewer viewer, long id, FollowStatus status) {
        return change(viewer, id, standing -> true, standing -> with(standing, standing.settings(), status));
    }

    @Override
    public boolean reseal(Viewer viewer, long id, SealedKey before, SealedKey after) {
        return change(
                viewer,
                id,
                standing -> standing.settings().key().equals(before),
                standing -> with(standing, standing.settings().withKey(after), standing.status()));
    }

    private boolean change(
            Viewer viewer, long id, Predicate<ProviderConnection> meant, UnaryOperator<ProviderConnection> change) {
        return engine.write(rows -> {
            administrator(rows, viewer);
            var found = rows.providerConnections().byId(id).filter(meant);
            found.map(change).ifPresent(rows.providerConnections()::put);
            return found.isPresent();
        });
    }

    private static ProviderConnection with(
            ProviderConnection standing, ProviderSettings settings, FollowStatus status) {
        return new ProviderConnection(
                standing.id(),
                settings,
                standing.entityId(),
                standing.userId(),
                standing.createdAt(),
                standing.updatedAt(),
                status);
    }

    private static Rights administrator(Rows rows, Viewer viewer) {
        var rights = new Rights(rows, viewer);
        rights.requireAdministrator("see or change provider connections");
        return rights;
    }
}
