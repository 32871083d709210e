package dev.tunebook.store;

import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.Member;
import dev.tunebook.store.accounts.Membership;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.User;
import java.util.List;
import java.util.Optional;

/// Teams, organisations and who belongs to them.
///
/// An organisation is an entity of its own kind (the *org entity*, owner of registries) with a display name.
/// Belonging to a team implies nothing about its organisation, nor the other way round.
public interface TeamStore {

    /// Creates the team, or moves it to the organisation given. Server administrators and the system only.
    ///
    /// @throws StoreException.Conflict `name_taken` when a user or organisation has the name
    /// @throws StoreException.NotFound when the organisation is not there
    Upserted<Entity> putTeam(Viewer viewer, String name, Optional<String> organization);

    /// Creates or completes an organisation. Server administrators and the system only.
    Upserted<Organization> putOrganization(Viewer viewer, OrganizationUpdate update);

    /// By entity name, else by display name.
    Optional<Organization> organization(Viewer viewer, String name);

    /// Deletes a team or organisation with its projects, memberships and service accounts. Without `cascade`, one that
    /// still holds projects or teams is refused with [StoreException.Conflict] `not_empty`. False when there
    /// was none.
    boolean delete(Viewer viewer, String name, boolean cascade);

    /// Makes the user a member of the team or organisation, or changes its role. Members with role `ADMIN` may, and
    /// server administrators.
    Member putMember(Viewer viewer, String entity, String username, Role role);

    /// A program's account that belongs to the team and to nobody else: made where it is missing, with the role
    /// `MEMBER`. The team's administrators may, and server administrators.
    ///
    /// @throws StoreException.Conflict `name_taken` when a person or another team's program has the name
    Upserted<User> putServiceAccount(Viewer viewer, String team, String username);

    /// Takes the user out; a program's account, which is its team's, is deleted with the last team it is in. That of a
    /// provider connection stays. False when the user was no member.
    boolean removeMember(Viewer viewer, String entity, String username);

    /// People by username, then service accounts, the newest last; a personal entity has its owner alone. For those who
    /// may see the entity.
    List<Member> members(Viewer viewer, String entity);

    /// Everything the user belongs to: the personal entity first, then teams, then organisations, each by name.
    List<Membership> memberships(Viewer viewer, long userId);
}
