package dev.tunebook.store;

import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderSettings;
import dev.tunebook.store.providers.SealedKey;
import java.util.List;
import java.util.Optional;

/// Connections to fine-tuning services. All of it is for server administrators and the system; others are
/// [StoreException.Denied].
public interface ProviderConnectionStore {

    /// Makes the connection of this name with its service account, a member of the one entity; or replaces its
    /// settings. The status stays.
    ///
    /// @throws StoreException.Invalid `invalid_name`, `invalid_poll_interval`, `not_an_owner` when the entity is an
    /// organisation
    /// @throws StoreException.NotFound when the entity is not there
    /// @throws StoreException.Conflict `name_taken` when somebody else is called like the service account,
    /// `entity_fixed` when the connection records into another entity
    Upserted<ProviderConnection> put(Viewer viewer, ProviderSettings settings);

    /// All, by name.
    List<ProviderConnection> list(Viewer viewer);

    Optional<ProviderConnection> connection(Viewer viewer, String name);

    /// With its service account; what was recorded stays. False when there was none.
    boolean delete(Viewer viewer, String name);

    /// How following goes. False when the connection is gone.
    boolean report(Viewer viewer, long id, FollowStatus status);

    /// The same key, sealed anew; false when the connection is gone or has got another key meanwhile.
    boolean reseal(Viewer viewer, long id, SealedKey before, SealedKey after);
}
