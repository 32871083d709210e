package dev.tunebook.store;

import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.views.AccessToken;
import dev.tunebook.store.views.NewAccessToken;
import java.util.List;
import java.util.Optional;

/// Access tokens of views. Who may change a view may make, see, change and revoke its tokens, but let nobody read what
/// they may not read themselves.
public interface AccessTokenStore {

    /// @throws StoreException.NotFound for a view or a project the viewer may not see
    /// @throws StoreException.Denied when the viewer may not change the view, or not read one of the projects
    /// @throws StoreException.Invalid `no_user` for a viewer who is no user, `too_many_projects` beyond 1,000
    AccessToken create(Viewer viewer, NewAccessToken token);

    /// The tokens of a view, the oldest first, revoked ones among them.
    ///
    /// @throws StoreException.NotFound for a view the viewer may not see
    /// @throws StoreException.Denied when the viewer may not change it
    List<AccessToken> ofView(Viewer viewer, long viewId);

    /// From now on the token opens these projects, as far as this viewer may read them.
    ///
    /// @throws StoreException.NotFound for an unknown token, or a view or project the viewer may not see
    /// @throws StoreException.Denied when the viewer may not change the view, or not read one of the projects
    /// @throws StoreException.Conflict `revoked` when it is
    AccessToken setProjects(Viewer viewer, String sha256, List<Long> projectIds);

    /// Takes effect with the next call of anybody. A second time changes nothing.
    ///
    /// @throws StoreException.NotFound for an unknown token, or one of a view the viewer may not see
    /// @throws StoreException.Denied when the viewer may not change the view
    AccessToken revoke(Viewer viewer, String sha256);

    /// The token whose secret has this hash, revoked or not.
    Optional<AccessToken> authenticate(String sha256);

    /// For the server itself: tokens that were sealed with something else than this.
    List<AccessToken> notSealedBy(Viewer viewer, String sealedBy);

    /// For the server itself. False when the secret is not, or no more, sealed as `before`.
    boolean reseal(Viewer viewer, long id, SealedSecret before, SealedSecret after);
}
