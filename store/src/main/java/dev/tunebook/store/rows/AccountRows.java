package dev.tunebook.store.rows;

import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import java.util.List;
import java.util.Optional;

public interface AccountRows {
    void put(Entity entity);

    Optional<Entity> entity(long id);

    /// Ignoring case.
    Optional<Entity> entity(String name);

    /// By name.
    List<Entity> entities(EntityKind kind);

    void deleteEntity(long id);

    void put(UserRow user);

    Optional<UserRow> user(long id);

    Optional<UserRow> userOfEntity(long entityId);

    /// All, by username.
    List<UserRow> users();

    void deleteUser(long id);

    void put(MemberRow member);

    Optional<MemberRow> member(long entityId, long userId);

    List<MemberRow> membersOf(long entityId);

    List<MemberRow> membershipsOf(long userId);

    void deleteMember(long entityId, long userId);
}
