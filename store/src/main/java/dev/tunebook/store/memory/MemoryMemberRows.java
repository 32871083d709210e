package dev.tunebook.store.memory;

import dev.tunebook.store.rows.AliasRow;
import dev.tunebook.store.rows.MemberRows;
import dev.tunebook.store.rows.MembershipRow;
import dev.tunebook.store.rows.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryMemberRows implements MemberRows {
    private final Table<Long, MembershipRow> rows;
    private final Table<Long, MembershipRow>.Index<Long> byCollection;
    private final Table<Long, MembershipRow>.Index<Long> byArtifact;
    private final Table<Long, AliasRow> aliases;
    private final Table<Long, AliasRow>.Index<Pair<Long, String>> byAlias;
    private final Table<Long, AliasRow>.Index<Long> ofCollection;
    private final Table<Long, AliasRow>.Index<Long> ofMembership;

    MemoryMemberRows(Undo undo) {
        rows = new Table<>(undo, MembershipRow::id);
        byCollection = rows.by(MembershipRow::collectionId);
        byArtifact = rows.by(MembershipRow::artifactId);
        aliases = new Table<>(undo, AliasRow::id);
        byAlias = aliases.by(row -> new Pair<>(row.collectionId(), row.alias()));
        ofCollection = aliases.by(AliasRow::collectionId);
        ofMembership = aliases.by(AliasRow::membershipId);
    }

    @Override
    public void put(MembershipRow row) {
        rows.put(row);
    }

    @Override
    public Optional<MembershipRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<MembershipRow> byArtifact(long collectionId, long artifactId) {
        return byArtifact.all(artifactId).stream()
                .filter(row -> row.collectionId() == collectionId)
                .findFirst();
    }

    @Override
    public Optional<MembershipRow> byVersion(long collectionId, int versionIndex) {
        return byCollection.all(collectionId).stream()
                .filter(row -> row.versionIndex() == versionIndex)
                .findFirst();
    }

    @Override
    public List<MembershipRow> ofCollection(long collectionId) {
        return byCollection.all(collectionId).stream()
                .sorted(Comparator.comparingInt(MembershipRow::versionIndex))
                .toList();
    }

    @Override
    public List<MembershipRow> ofArtifact(long artifactId) {
        return byArtifact.all(artifactId);
    }

    @Override
    public void delete(long id) {
        ofMembership.all(id).forEach(alias -> aliases.remove(alias.id()));
        rows.remove(id);
    }

    @Override
    public void put(AliasRow alias) {
        aliases.put(alias);
    }

    @Override
    public Optional<AliasRow> alias(long collectionId, String alias) {
        return byAlias.one(new Pair<>(collectionId, alias));
    }

    @Override
    public List<AliasRow> aliasesOfCollection(long collectionId) {
        return byName(ofCollection.all(collectionId));
    }

    @Override
    public List<AliasRow> aliasesOf(long membershipId) {
        return byName(ofMembership.all(membershipId));
    }

    private static List<AliasRow> byName(List<AliasRow> found) {
        return found.stream()
                .sorted(Comparator.comparing(AliasRow::alias, Names.BY_CODE_POINT))
                .toList();
    }

    @Override
    public void deleteAlias(long id) {
        aliases.remove(id);
    }
}
