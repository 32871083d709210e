package dev.tunebook.store.rules;

import dev.tunebook.model.EntityName;
import dev.tunebook.store.AccountStore;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.NewCredential;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Names;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.UserRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// People.
record AccountRules(Engine engine, Journal journal, Set<String> reserved) implements AccountStore {

    @Override
    public Optional<User> createFirstAdministrator(Viewer viewer, UserUpdate user, List<NewCredential> credentials) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireSystem("make the first administrator");
            if (!rows.accounts().users().isEmpty()) {
                return Optional.empty();
            }
            var made = create(rows, user.withAdministrator(true));
            credentials.forEach(credential -> CredentialRules.insert(rows, journal.now(), made.id(), credential));
            return Optional.of(made);
        });
    }

    @Override
    public Upserted<User> putUser(Viewer viewer, UserUpdate update) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var taken = rows.accounts().entity(update.username());
            var standing = taken.flatMap(entity -> rows.accounts().userOfEntity(entity.id()));
            if (standing.isEmpty()) {
                rights.requireAdministrator("create users");
                taken.ifPresent(entity -> {
                    throw nameTaken(entity);
                });
                return new Upserted<>(create(rows, update), true);
            }
            var existing = standing.get();
            if (!rights.isAdministrator()
                    && (!rights.is(existing.id()) || update.administrator().isPresent())) {
                throw new StoreException.Denied("only an administrator may change user " + existing.username());
            }
            return new Upserted<>(change(rows, existing, update), false);
        });
    }

    static StoreException nameTaken(Entity entity) {
        return new StoreException.Conflict(
                "name_taken",
                "the name " + entity.name() + " is taken by a "
                        + entity.kind().name().toLowerCase(java.util.Locale.ROOT)
                        + "; choose another");
    }

    /// A new entity of a name that is free, allowed and not needed by a page of the server.
    static Entity newEntity(
            Rows rows,
            Journal journal,
            Set<String> reserved,
            String name,
            EntityKind kind,
            Optional<Long> organization) {
        var checked = new EntityName(name).value();
        if (reserved.contains(Names.folded(checked))) {
            throw new StoreException.Invalid(
                    "reserved_name", "the name " + checked + " is needed for the server's own pages; choose another");
        }
        var entity = new Entity(rows.newId(), checked, kind, organization, Optional.empty(), journal.now());
        rows.accounts().put(entity);
        return entity;
    }

    private User create(Rows rows, UserUpdate update) {
        var row = newUser(
                rows, journal, reserved, update.username(), update.service().orElse(false));
        return change(rows, row, update);
    }

    static UserRow newServiceAccount(Rows rows, Journal journal, Set<String> reserved, String username) {
        return newUser(rows, journal, reserved, username, true);
    }

    private static UserRow newUser(Rows rows, Journal journal, Set<String> reserved, String username, boolean service) {
        var entity = newEntity(rows, journal, reserved, username, EntityKind.USER, Optional.empty());
        var row = new UserRow(
                rows.newId(),
                entity.id(),
                entity.name(),
                Optional.empty(),
                Optional.empty(),
                false,
                service,
                Optional.empty(),
                Optional.empty(),
                entity.createdAt());
        rows.accounts().put(row);
        return row;
    }

    private static User change(Rows rows, UserRow row, UserUpdate update) {
        if (row.administrator() && !update.administrator().orElse(true)) {
            requireAnotherAdministrator(rows, row);
        }
        var changed = new UserRow(
                row.id(),
                row.entityId(),
                row.username(),
                update.email().or(row::email),
                update.name().or(row::name),
                update.administrator().orElse(row.administrator()),
                row.service(),
                update.defaultEntity().map(name -> ownEntity(rows, row, name)).or(row::defaultEntityId),
                update.passwordHash().or(row::passwordHash),
                row.createdAt());
        rows.accounts().put(changed);
        return user(rows, changed);
    }

    private static long ownEntity(Rows rows, UserRow user, String name) {
        return rows.accounts()
                .entity(name)
                .filter(entity -> entity.id() == user.entityId()
                        || rows.accounts().member(entity.id(), user.id()).isPresent())
                .map(Entity::id)
                .orElseThrow(() -> new StoreException.NotFound(
                        user.username() + " belongs to no entity \"" + name + "\"; name one of the user's own"));
    }

    private static void requireAnotherAdministrator(Rows rows, UserRow leaving) {
        if (rows.accounts().users().stream().noneMatch(other -> other.administrator() && other.id() != leaving.id())) {
            throw new StoreException.Conflict(
                    "last_administrator", leaving.username() + " is the last administrator; make another one first");
        }
    }

    static User user(Rows rows, UserRow row) {
        var home = rows.accounts().entity(row.defaultEntityId().orElse(row.entityId()));
        return new User(
                row.id(),
                row.entityId(),
                row.username(),
                row.email(),
                row.name(),
                row.administrator(),
                row.service(),
                home.map(Entity::name).orElse(row.username()),
                row.createdAt());
    }

    static Optional<UserRow> find(Rows rows, String username) {
        return rows.accounts()
                .entity(username)
                .filter(entity -> entity.kind() == EntityKind.USER)
                .flatMap(entity -> rows.accounts().userOfEntity(entity.id()));
    }

    @Override
    public Optional<User> user(Viewer viewer, String username) {
        return viewer.isStranger()
                ? Optional.empty()
                : engine.read(rows -> find(rows, username).map(row -> shown(new Rights(rows, viewer), row)));
    }

    /// The user as this viewer may know it: addresses are for administrators and for those who share a team or an
    /// organisation with its owner.
    private static User shown(Rights rights, UserRow row) {
        var user = user(rights.rows(), row);
        return rights.mayWriteTo(row.id()) ? user : user.withoutEmail();
    }

    @Override
    public List<User> users(Viewer viewer, Iterable<Long> ids) {
        if (viewer.isStranger()) {
            return List.of();
        }
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            var found = new ArrayList<User>();
            ids.forEach(id ->
                    rows.accounts().user(id).map(row -> shown(rights, row)).ifPresent(found::add));
            return found;
        });
    }

    @Override
    public List<User> search(Viewer viewer, String text, int limit) {
        if (viewer.isStranger()) {
            return List.of();
        }
        var wanted = Names.folded(text);
        return engine.read(rows -> rows.accounts().users().stream()
                .map(row -> shown(new Rights(rows, viewer), row))
                .filter(user -> Names.folded(user.username()).contains(wanted)
                        || Names.folded(user.email().orElse("")).contains(wanted))
                .sorted(Comparator.comparing(
                        user -> !Names.folded(user.username()).equals(wanted)
                                && !Names.folded(user.email().orElse("")).equals(wanted)))
                .limit(limit)
                .toList());
    }

    @Override
    public boolean deleteUser(Viewer viewer, String username) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireAdministrator("delete users");
            var found = find(rows, username);
            found.ifPresent(row -> {
                if (row.administrator()) {
                    requireAnotherAdministrator(rows, row);
                }
                new Removal(rows, journal).user(row);
            });
            return found.isPresent();
        });
    }

    @Override
    public Optional<Entity> entity(Viewer viewer, String name) {
        return engine.read(rows -> rows.accounts().entity(name).filter(new Rights(rows, viewer)::mayKnow));
    }

    @Override
    public Page<Entity> entities(Viewer viewer, EntityKind kind, String prefix, Page.Request page) {
        return engine.read(rows -> {
            new Rights(rows, viewer).requireAdministrator("list all accounts");
            var matching = rows.accounts().entities(kind).stream()
                    .filter(entity -> Names.folded(entity.name()).startsWith(Names.folded(prefix)))
                    .toList();
            return Paging.ascending(
                    matching, entity -> new Paging.Position(Names.folded(entity.name()), entity.id()), page);
        });
    }
}
