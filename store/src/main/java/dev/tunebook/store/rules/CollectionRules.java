package dev.tunebook.store.rules;

import dev.tunebook.model.CollectionName;
import dev.tunebook.store.CollectionStore;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.artifacts.CollectionUpdate;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Types and collections.
record CollectionRules(Engine engine, Journal journal) implements CollectionStore {

    @Override
    public List<ArtifactType> types(Viewer viewer, long projectId, boolean includeAll) {
        return engine.read(rows -> {
            new Rights(rows, viewer).require(projectId, Access.BROWSE);
            var used = rows.collections().ofProject(projectId).stream()
                    .map(row -> row.collection().type())
                    .collect(Collectors.toSet());
            return rows.collections().typesOf(projectId).stream()
                    .filter(type -> includeAll || used.contains(type.name()))
                    .toList();
        });
    }

    @Override
    public ArtifactType putType(Viewer viewer, long projectId, String name, Optional<String> description) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var registry = rights.require(projectId, Access.WRITE).project().isRegistry();
            rights.require(projectId, registry ? Access.ADMINISTER : Access.WRITE);
            return new Collections(rows, journal).type(projectId, name, description);
        });
    }

    @Override
    public Optional<ArtifactCollection> collection(Viewer viewer, long projectId, String name) {
        return engine.read(rows -> new Rights(rows, viewer).maySee(projectId)
                ? rows.collections().byName(projectId, name).map(CollectionRow::collection)
                : Optional.empty());
    }

    @Override
    public List<ArtifactCollection> collections(Viewer viewer, Iterable<Long> ids) {
        return engine.read(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var found = new ArrayList<ArtifactCollection>();
            ids.forEach(
                    id -> rights.collection(id).map(CollectionRow::collection).ifPresent(found::add));
            return found;
        });
    }

    @Override
    public Map<Long, ArtifactCollection> sequencesOf(Viewer viewer, Iterable<Long> artifactIds) {
        return engine.read(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var found = new HashMap<Long, ArtifactCollection>();
            artifactIds.forEach(id -> rights.visible(id)
                    .flatMap(row -> rows.collections().byId(row.artifact().sequenceId()))
                    .ifPresent(row -> found.put(id, row.collection())));
            return found;
        });
    }

    @Override
    public Optional<ArtifactCollection> byClientId(Viewer viewer, String sequenceClientId) {
        return engine.read(rows -> rows.collections()
                .byClientId(sequenceClientId)
                .flatMap(new ArtifactRights(rows, new Rights(rows, viewer))::collection)
                .map(CollectionRow::collection));
    }

    @Override
    public Page<ArtifactCollection> list(Viewer viewer, CollectionQuery query, Page.Request page) {
        return engine.read(rows -> {
            new Rights(rows, viewer).require(query.projectId(), Access.BROWSE);
            var found = rows.collections().ofProject(query.projectId()).stream()
                    .map(CollectionRow::collection)
                    .filter(row -> query.type().map(row.type()::equals).orElse(true))
                    .filter(row -> query.kind().map(kind -> kind == row.kind()).orElse(true))
                    .toList();
            return switch (query.order()) {
                case NAME -> Paging.ascending(found, row -> new Paging.Position(row.name(), row.id()), page);
                case OLDEST_FIRST ->
                    Paging.ascending(found, row -> Paging.Position.of(row.createdAt(), row.id()), page);
                case NEWEST_FIRST ->
                    Paging.descending(found, row -> Paging.Position.of(row.createdAt(), row.id()), page);
            };
        });
    }

    @Override
    public ArtifactCollection update(Viewer viewer, CollectionUpdate update) {
        return engine.write(rows -> {
            var row = new ArtifactRights(rows, new Rights(rows, viewer))
                    .requireCollection(update.collectionId(), Access.WRITE);
            var old = row.collection();
            update.name()
                    .filter(name -> !name.equals(old.name()))
                    .ifPresent(name -> requireFree(rows, old.projectId(), name));
            var shared = new Collections(rows, journal);
            var changed = new ArtifactCollection(
                    old.id(),
                    old.projectId(),
                    old.kind(),
                    update.type()
                            .map(type -> shared.type(old.projectId(), type, Optional.empty())
                                    .name())
                            .orElse(old.type()),
                    update.name().orElse(old.name()),
                    update.description().or(old::description),
                    ArtifactChanges.tags(old.tags(), update.tagsToAdd(), update.tagsToDelete()),
                    old.createdAt(),
                    Optional.of(journal.now()));
            rows.collections().put(new CollectionRow(changed, row.nextVersionIndex()));
            shared.changed(row);
            return changed;
        });
    }

    private static void requireFree(Rows rows, long projectId, String name) {
        CollectionName.create(name);
        if (rows.collections().byName(projectId, name).isPresent()) {
            throw new StoreException.Conflict(
                    "name_taken", "the project already has an artifact collection " + name + "; choose another name");
        }
    }

    @Override
    public ArtifactCollection delete(Viewer viewer, long collectionId) {
        return engine.write(rows -> {
            var row = new ArtifactRights(rows, new Rights(rows, viewer)).requireCollection(collectionId, Access.WRITE);
            new Removal(rows, journal).collection(row);
            new Collections(rows, journal).changed(row);
            return row.collection();
        });
    }
}
