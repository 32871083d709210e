package dev.tunebook.server.accounts;

import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.User;
import java.util.List;
import java.util.Optional;

/// The user behind a viewer.
final class Users {
    private Users() {}

    static Optional<User> of(Store store, Viewer viewer) {
        return viewer instanceof Viewer.User user
                ? store.accounts().users(viewer, List.of(user.id())).stream().findFirst()
                : Optional.empty();
    }
}
