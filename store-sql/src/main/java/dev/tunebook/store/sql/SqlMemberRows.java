package dev.tunebook.store.sql;

import dev.tunebook.store.rows.AliasRow;
import dev.tunebook.store.rows.MemberRows;
import dev.tunebook.store.rows.MembershipRow;
import java.util.List;
import java.util.Optional;

record SqlMemberRows(Session session) implements MemberRows {
    private static final Table<MembershipRow> MEMBERSHIPS = new Table<>(
            "artifact_membership",
            1,
            "id, collection_id, artifact_id, version_index, created_at",
            cells -> new MembershipRow(
                    cells.number(), cells.number(), cells.number(), cells.smallNumber(), cells.instant()),
            row -> List.of(row.id(), row.collectionId(), row.artifactId(), row.versionIndex(), row.createdAt()));
    private static final Query<MembershipRow> BY_ID = MEMBERSHIPS.where("id = ?");
    private static final Query<MembershipRow> BY_ARTIFACT = MEMBERSHIPS.where("collection_id = ? AND artifact_id = ?");
    private static final Query<MembershipRow> BY_VERSION = MEMBERSHIPS.where("collection_id = ? AND version_index = ?");
    private static final Query<MembershipRow> OF_COLLECTION =
            MEMBERSHIPS.where("collection_id = ? ORDER BY version_index");
    private static final Query<MembershipRow> OF_ARTIFACT = MEMBERSHIPS.where("artifact_id = ? ORDER BY id");
    private static final String DELETE = MEMBERSHIPS.deleteWhere("id = ?");

    private static final Table<AliasRow> ALIASES = new Table<>(
            "artifact_alias",
            1,
            "id, collection_id, membership_id, alias",
            cells -> new AliasRow(cells.number(), cells.number(), cells.number(), cells.text()),
            row -> List.of(row.id(), row.collectionId(), row.membershipId(), row.alias()));
    private static final Query<AliasRow> ALIAS = ALIASES.where("collection_id = ? AND alias = ?");
    private static final Query<AliasRow> ALIASES_OF_COLLECTION = ALIASES.where("collection_id = ? ORDER BY alias");
    private static final Query<AliasRow> ALIASES_OF = ALIASES.where("membership_id = ? ORDER BY alias");
    private static final String DELETE_ALIAS = ALIASES.deleteWhere("id = ?");
    private static final String DELETE_ALIASES_OF = ALIASES.deleteWhere("membership_id = ?");

    @Override
    public void put(MembershipRow row) {
        session.put(MEMBERSHIPS, row);
    }

    @Override
    public Optional<MembershipRow> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public Optional<MembershipRow> byArtifact(long collectionId, long artifactId) {
        return session.one(BY_ARTIFACT, collectionId, artifactId);
    }

    @Override
    public Optional<MembershipRow> byVersion(long collectionId, int versionIndex) {
        return session.one(BY_VERSION, collectionId, versionIndex);
    }

    @Override
    public List<MembershipRow> ofCollection(long collectionId) {
        return session.all(OF_COLLECTION, collectionId);
    }

    @Override
    public List<MembershipRow> ofArtifact(long artifactId) {
        return session.all(OF_ARTIFACT, artifactId);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE_ALIASES_OF, id);
        session.execute(DELETE, id);
    }

    @Override
    public void put(AliasRow alias) {
        session.put(ALIASES, alias);
    }

    @Override
    public Optional<AliasRow> alias(long collectionId, String alias) {
        return session.one(ALIAS, collectionId, alias);
    }

    @Override
    public List<AliasRow> aliasesOfCollection(long collectionId) {
        return session.all(ALIASES_OF_COLLECTION, collectionId);
    }

    @Override
    public List<AliasRow> aliasesOf(long membershipId) {
        return session.all(ALIASES_OF, membershipId);
    }

    @Override
    public void deleteAlias(long id) {
        session.execute(DELETE_ALIAS, id);
    }
}
