package dev.tunebook.server.auth;

import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.User;
import java.util.List;
import java.util.Optional;

/// The user behind a viewer, and what follows from who that is.
public final class Users {
    private Users() {}

    public static Optional<User> of(Store store, Viewer viewer) {
        return viewer instanceof Viewer.User user
                ? store.accounts().users(viewer, List.of(user.id())).stream().findFirst()
                : Optional.empty();
    }

    /// The entity that is meant: the named one, else the viewer's default; `""` when there is none.
    public static String entity(Store store, Viewer viewer, Optional<String> named) {
        return named.filter(name -> !name.isEmpty())
                .or(() -> of(store, viewer).map(User::defaultEntity))
                .orElse("");
    }
}
