package dev.tunebook.store;

import dev.tunebook.store.artifacts.AliasTarget;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.CollectionAlias;
import dev.tunebook.store.artifacts.NewLink;
import java.util.List;
import java.util.Optional;

/// Artifacts in collections: version indexes, aliases, links.
///
/// An alias stands for one member of its collection; setting it on another moves it. `vN` is never stored and
/// always resolves.
public interface MembershipStore {

    /// The member an alias, `vN` or a bare digest names, within a collection the viewer may see.
    Optional<ArtifactMembership> resolve(Viewer viewer, long collectionId, String alias);

    /// Members of a collection, newest version first, or oldest first.
    Page<ArtifactMembership> members(Viewer viewer, long collectionId, boolean ascending, Page.Request page);

    /// All memberships of each of these artifacts that the viewer may see, the source sequence first.
    List<ArtifactMembership> ofArtifacts(Viewer viewer, Iterable<Long> artifactIds);

    /// Aliases of a collection by name, without `vN`.
    Page<CollectionAlias> aliases(Viewer viewer, long collectionId, Page.Request page);

    /// Sets each alias on the artifact's membership in the collection it names.
    ///
    /// @throws StoreException.Invalid `bad_alias` for `vN`
    /// @throws StoreException.NotFound for a collection that is unknown or does not hold the artifact
    void addAliases(Viewer viewer, long artifactId, List<AliasTarget> aliases);

    /// Removes each alias where it stands on this artifact; one that does not is nothing.
    void deleteAliases(Viewer viewer, long artifactId, List<AliasTarget> aliases);

    /// Links a committed artifact into a portfolio, which is made (with its project) when missing, except in a
    /// registry project, which must exist. Already linked: the same membership, aliases added. `latest` moves.
    ///
    /// @throws StoreException.Conflict `type_mismatch`, `not_committed`, `collection_kind`
    /// @throws StoreException.Invalid `type_not_allowed` where the registry does not take artifacts of this type
    ArtifactMembership link(Viewer viewer, NewLink link);

    /// @throws StoreException.NotFound when the artifact is not linked there
    void unlink(Viewer viewer, long artifactId, long portfolioId);
}
