package dev.tunebook.store.projects;

import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.User;

/// Somebody a project is shared with by name, beyond those who have it by belonging to its owner.
public sealed interface ProjectMember {
    Role role();

    Grantee grantee();

    /// One user.
    record Person(User user, Role role) implements ProjectMember {
        @Override
        public Grantee grantee() {
            return new Grantee.Person(user.id());
        }
    }

    /// All members of a team, whatever their role there.
    record Team(Entity team, Role role) implements ProjectMember {
        @Override
        public Grantee grantee() {
            return new Grantee.Team(team.id());
        }
    }
}
