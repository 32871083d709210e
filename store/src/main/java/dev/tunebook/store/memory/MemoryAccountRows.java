package dev.tunebook.store.memory;

import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.rows.AccountRows;
import dev.tunebook.store.rows.MemberRow;
import dev.tunebook.store.rows.Names;
import dev.tunebook.store.rows.UserRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryAccountRows implements AccountRows {
    private final Table<Long, Entity> entities;
    private final Table<Long, Entity>.Index<String> byName;
    private final Table<Long, Entity>.Index<EntityKind> byKind;
    private final Table<Long, UserRow> users;
    private final Table<Long, UserRow>.Index<Long> byEntity;
    private final Table<Pair<Long, Long>, MemberRow> members;
    private final Table<Pair<Long, Long>, MemberRow>.Index<Long> ofEntity;
    private final Table<Pair<Long, Long>, MemberRow>.Index<Long> ofUser;

    MemoryAccountRows(Undo undo) {
        entities = new Table<>(undo, Entity::id);
        byName = entities.by(entity -> Names.folded(entity.name()));
        byKind = entities.by(Entity::kind);
        users = new Table<>(undo, UserRow::id);
        byEntity = users.by(UserRow::entityId);
        members = new Table<>(undo, member -> new Pair<>(member.entityId(), member.userId()));
        ofEntity = members.by(MemberRow::entityId);
        ofUser = members.by(MemberRow::userId);
    }

    @Override
    public void put(Entity entity) {
        entities.put(entity);
    }

    @Override
    public Optional<Entity> entity(long id) {
        return entities.get(id);
    }

    @Override
    public Optional<Entity> entity(String name) {
        return byName.one(Names.folded(name));
    }

    @Override
    public List<Entity> entities(EntityKind kind) {
        return byKind.all(kind).stream()
                .sorted(Comparator.comparing(entity -> Names.folded(entity.name()), Names.BY_CODE_POINT))
                .toList();
    }

    @Override
    public void deleteEntity(long id) {
        entities.remove(id);
    }

    @Override
    public void put(UserRow user) {
        users.put(user);
    }

    @Override
    public Optional<UserRow> user(long id) {
        return users.get(id);
    }

    @Override
    public Optional<UserRow> userOfEntity(long entityId) {
        return byEntity.one(entityId);
    }

    @Override
    public List<UserRow> users() {
        return users.all().stream()
                .sorted(Comparator.comparing(user -> Names.folded(user.username()), Names.BY_CODE_POINT))
                .toList();
    }

    @Override
    public void deleteUser(long id) {
        users.remove(id);
    }

    @Override
    public void put(MemberRow member) {
        members.put(member);
    }

    @Override
    public Optional<MemberRow> member(long entityId, long userId) {
        return members.get(new Pair<>(entityId, userId));
    }

    @Override
    public List<MemberRow> membersOf(long entityId) {
        return ofEntity.all(entityId);
    }

    @Override
    public List<MemberRow> membershipsOf(long userId) {
        return ofUser.all(userId);
    }

    @Override
    public void deleteMember(long entityId, long userId) {
        members.remove(new Pair<>(entityId, userId));
    }
}
