package dev.tunebook.store.sql;

import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.rows.AccountRows;
import dev.tunebook.store.rows.MemberRow;
import dev.tunebook.store.rows.Names;
import dev.tunebook.store.rows.UserRow;
import java.util.List;
import java.util.Optional;

record SqlAccountRows(Session session) implements AccountRows {
    private static final Table<Entity> ENTITIES = new Table<>(
            "entity",
            1,
            "id, name, kind, organization_id, display_name, created_at, folded_name",
            cells -> new Entity(
                    cells.number(),
                    cells.text(),
                    cells.constant(EntityKind.class),
                    cells.optional(Cells::number),
                    cells.optional(Cells::text),
                    cells.instant()),
            entity -> List.of(
                    entity.id(),
                    entity.name(),
                    entity.kind(),
                    entity.organizationId(),
                    entity.displayName(),
                    entity.createdAt(),
                    Names.folded(entity.name())));
    private static final Query<Entity> ENTITY = ENTITIES.where("id = ?");
    private static final Query<Entity> ENTITY_BY_NAME = ENTITIES.where("folded_name = ?");
    private static final Query<Entity> ENTITIES_OF_KIND = ENTITIES.where("kind = ? ORDER BY folded_name");
    private static final String DELETE_ENTITY = ENTITIES.deleteWhere("id = ?");

    private static final Table<UserRow> USERS = new Table<>(
            "user_account",
            1,
            "id, entity_id, username, email, name, administrator, service, default_entity_id, password_hash,"
                    + " created_at, folded_name",
            cells -> new UserRow(
                    cells.number(),
                    cells.number(),
                    cells.text(),
                    cells.optional(Cells::text),
                    cells.optional(Cells::text),
                    cells.flag(),
                    cells.flag(),
                    cells.optional(Cells::number),
                    cells.optional(Cells::text),
                    cells.instant()),
            user -> List.of(
                    user.id(),
                    user.entityId(),
                    user.username(),
                    user.email(),
                    user.name(),
                    user.administrator(),
                    user.service(),
                    user.defaultEntityId(),
                    user.passwordHash(),
                    user.createdAt(),
                    Names.folded(user.username())));
    private static final Query<UserRow> USER = USERS.where("id = ?");
    private static final Query<UserRow> USER_OF_ENTITY = USERS.where("entity_id = ?");
    private static final Query<UserRow> ALL_USERS = USERS.selecting("ORDER BY folded_name");
    private static final String DELETE_USER = USERS.deleteWhere("id = ?");

    private static final Table<MemberRow> MEMBERS = new Table<>(
            "entity_member",
            2,
            "entity_id, user_id, role",
            cells -> new MemberRow(cells.number(), cells.number(), cells.constant(Role.class)),
            member -> List.of(member.entityId(), member.userId(), member.role()));
    private static final Query<MemberRow> MEMBER = MEMBERS.where("entity_id = ? AND user_id = ?");
    private static final Query<MemberRow> MEMBERS_OF = MEMBERS.where("entity_id = ? ORDER BY user_id");
    private static final Query<MemberRow> MEMBERSHIPS_OF = MEMBERS.where("user_id = ? ORDER BY entity_id");
    private static final String DELETE_MEMBER = MEMBERS.deleteWhere("entity_id = ? AND user_id = ?");

    @Override
    public void put(Entity entity) {
        session.put(ENTITIES, entity);
    }

    @Override
    public Optional<Entity> entity(long id) {
        return session.one(ENTITY, id);
    }

    @Override
    public Optional<Entity> entity(String name) {
        return session.one(ENTITY_BY_NAME, Names.folded(name));
    }

    @Override
    public List<Entity> entities(EntityKind kind) {
        return session.all(ENTITIES_OF_KIND, kind);
    }

    @Override
    public void deleteEntity(long id) {
        session.execute(DELETE_ENTITY, id);
    }

    @Override
    public void put(UserRow user) {
        session.put(USERS, user);
    }

    @Override
    public Optional<UserRow> user(long id) {
        return session.one(USER, id);
    }

    @Override
    public Optional<UserRow> userOfEntity(long entityId) {
        return session.one(USER_OF_ENTITY, entityId);
    }

    @Override
    public List<UserRow> users() {
        return session.all(ALL_USERS);
    }

    @Override
    public void deleteUser(long id) {
        session.execute(DELETE_USER, id);
    }

    @Override
    public void put(MemberRow member) {
        session.put(MEMBERS, member);
    }

    @Override
    public Optional<MemberRow> member(long entityId, long userId) {
        return session.one(MEMBER, entityId, userId);
    }

    @Override
    public List<MemberRow> membersOf(long entityId) {
        return session.all(MEMBERS_OF, entityId);
    }

    @Override
    public List<MemberRow> membershipsOf(long userId) {
        return session.all(MEMBERSHIPS_OF, userId);
    }

    @Override
    public void deleteMember(long entityId, long userId) {
        session.execute(DELETE_MEMBER, entityId, userId);
    }
}
