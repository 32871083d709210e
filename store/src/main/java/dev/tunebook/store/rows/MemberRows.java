package dev.tunebook.store.rows;

import java.util.List;
import java.util.Optional;

/// Artifacts in collections, and their aliases.
public interface MemberRows {
    void put(MembershipRow row);

    Optional<MembershipRow> byId(long id);

    Optional<MembershipRow> byArtifact(long collectionId, long artifactId);

    Optional<MembershipRow> byVersion(long collectionId, int versionIndex);

    /// By version index.
    List<MembershipRow> ofCollection(long collectionId);

    List<MembershipRow> ofArtifact(long artifactId);

    /// With its aliases.
    void delete(long id);

    void put(AliasRow alias);

    Optional<AliasRow> alias(long collectionId, String alias);

    /// By alias.
    List<AliasRow> aliasesOfCollection(long collectionId);

    /// By alias.
    List<AliasRow> aliasesOf(long membershipId);

    void deleteAlias(long id);
}
