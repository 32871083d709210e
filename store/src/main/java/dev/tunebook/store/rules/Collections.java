package dev.tunebook.store.rules;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.ArtifactTypeName;
import dev.tunebook.model.CollectionName;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.artifacts.CollectionAlias;
import dev.tunebook.store.artifacts.CollectionKind;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.AliasRow;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.MembershipRow;
import dev.tunebook.store.rows.Rows;
import java.util.List;
import java.util.Optional;

/// What saving, linking and curating share: types, collections, members and aliases, within one write.
record Collections(Rows rows, Journal journal) {

    ArtifactType type(long projectId, String name, Optional<String> description) {
        var checked = new ArtifactTypeName(name).value();
        var standing = rows.collections().type(projectId, checked);
        if (standing.isPresent()
                && (description.isEmpty() || description.equals(standing.get().description()))) {
            return standing.get();
        }
        var type = new ArtifactType(
                standing.map(ArtifactType::id).orElseGet(rows::newId),
                projectId,
                checked,
                description,
                standing.map(ArtifactType::createdAt).orElseGet(journal::now));
        rows.collections().put(type);
        return type;
    }

    /// The collection of this name, made where it is missing.
    ///
    /// @throws StoreException.Conflict when it is of another kind or type
    CollectionRow findOrMake(long projectId, String name, CollectionKind kind, String type) {
        var standing = rows.collections().byName(projectId, name);
        if (standing.isEmpty()) {
            return make(projectId, name, kind, type);
        }
        var collection = standing.get().collection();
        if (collection.kind() != kind) {
            throw new StoreException.Conflict(
                    "collection_kind",
                    name + " is a " + collection.kind() + ", not a " + kind + "; choose another name");
        }
        if (!collection.type().equals(type)) {
            throw new StoreException.Conflict(
                    "type_mismatch",
                    name + " already exists with type " + collection.type() + ", not " + type
                            + "; use that type or another name");
        }
        return standing.get();
    }

    private CollectionRow make(long projectId, String name, CollectionKind kind, String type) {
        var row = new CollectionRow(
                new ArtifactCollection(
                        rows.newId(),
                        projectId,
                        kind,
                        type(projectId, type, Optional.empty()).name(),
                        CollectionName.create(name).value(),
                        Optional.empty(),
                        List.of(),
                        journal.now(),
                        Optional.empty()),
                0);
        rows.collections().put(row);
        changed(row);
        return row;
    }

    /// The artifact's place in the collection with the next version index; `latest` moves to it.
    MembershipRow join(CollectionRow collection, long artifactId) {
        var member = new MembershipRow(
                rows.newId(), collection.collection().id(), artifactId, collection.nextVersionIndex(), journal.now());
        rows.members().put(member);
        rows.collections().put(new CollectionRow(collection.collection(), collection.nextVersionIndex() + 1));
        place(member, ArtifactAlias.LATEST.value());
        changed(collection);
        return member;
    }

    /// @throws StoreException.Denied when the project protects the alias and the viewer does not administer it
    void setAlias(Rights rights, MembershipRow member, String alias) {
        requireMayChange(rights, member, requireAlias(alias));
        place(member, alias);
    }

    /// Takes the alias away, as [#setAlias] sets it.
    void takeAlias(Rights rights, MembershipRow member, AliasRow alias) {
        requireMayChange(rights, member, alias.alias());
        rows.members().deleteAlias(alias.id());
    }

    /// A member may only go with its aliases when the viewer may take each of them away.
    void requireMayRemove(Rights rights, MembershipRow member) {
        rows.members().aliasesOf(member.id()).forEach(alias -> requireMayChange(rights, member, alias.alias()));
    }

    private void requireMayChange(Rights rights, MembershipRow member, String alias) {
        rows.collections()
                .byId(member.collectionId())
                .ifPresent(row -> new ProtectedAliases(rights)
                        .requireMayChange(row.collection().projectId(), alias));
    }

    private void place(MembershipRow member, String checked) {
        var standing = rows.members().alias(member.collectionId(), checked);
        if (standing.filter(row -> row.membershipId() == member.id()).isEmpty()) {
            rows.members()
                    .put(new AliasRow(
                            standing.map(AliasRow::id).orElseGet(rows::newId),
                            member.collectionId(),
                            member.id(),
                            checked));
        }
    }

    static String requireAlias(String alias) {
        var checked = new ArtifactAlias(alias);
        if (checked.versionIndex().isPresent()) {
            throw new StoreException.Invalid(
                    "bad_alias", "the alias " + alias + " always means that version; choose another");
        }
        return checked.value();
    }

    void changed(CollectionRow row) {
        journal.changed(
                rows,
                row.collection().projectId(),
                Change.Kind.COLLECTION,
                row.collection().id());
    }

    static ArtifactMembership membership(Rows rows, MembershipRow row) {
        var aliases = rows.members().aliasesOf(row.id()).stream()
                .map(Collections::alias)
                .toList();
        return new ArtifactMembership(
                row.id(), row.collectionId(), row.artifactId(), row.versionIndex(), aliases, row.createdAt());
    }

    static CollectionAlias alias(AliasRow row) {
        return new CollectionAlias(row.id(), row.collectionId(), row.alias());
    }
}
