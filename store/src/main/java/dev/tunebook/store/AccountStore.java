package dev.tunebook.store;

import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.NewCredential;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.accounts.UserUpdate;
import java.util.List;
import java.util.Optional;

/// People and the one namespace they share with teams and organisations.
///
/// Names are looked up without regard to case and answered in the spelling they were made with.
public interface AccountStore {

    /// Makes the very first user a server administrator with these credentials, in one commit; empty when there
    /// already is a user. Only the system may.
    Optional<User> createFirstAdministrator(Viewer viewer, UserUpdate user, List<NewCredential> credentials);

    /// Creates the user with a personal entity of the same name, or changes what is given. Administrators may
    /// do it for everybody, others for themselves and without `administrator`.
    ///
    /// @throws StoreException.Conflict `name_taken` when a team or organisation has the name
    /// @throws StoreException.Invalid `reserved_name` for a name that pages of the server need
    /// @throws dev.tunebook.model.InvalidNameException for a name that is not path-safe
    Upserted<User> putUser(Viewer viewer, UserUpdate update);

    /// Any signed-in viewer may look users up by name. Here and below, an e-mail address is shown to its owner, to
    /// administrators, and to those who share a team or an organisation with its owner; for others it is empty.
    Optional<User> user(Viewer viewer, String username);

    /// Those of the ids that exist, in no particular order.
    List<User> users(Viewer viewer, Iterable<Long> ids);

    /// Users whose username or shown email contains the text: the exact match first, then by name. Deleted ones are
    /// left out.
    List<User> search(Viewer viewer, String text, int limit);

    /// Deletes the user, its personal entity with all projects in it, its credentials and memberships; what
    /// teams hold stays. False when there was none.
    boolean deleteUser(Viewer viewer, String username);

    Optional<Entity> entity(Viewer viewer, String name);

    /// Entities of a kind whose name starts with the prefix, by name. Administrators and the system only.
    Page<Entity> entities(Viewer viewer, EntityKind kind, String prefix, Page.Request page);
}
