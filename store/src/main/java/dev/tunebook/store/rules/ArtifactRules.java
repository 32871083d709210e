package dev.tunebook.store.rules;

import dev.tunebook.store.ArtifactStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.ArtifactUpdate;
import dev.tunebook.store.artifacts.CollectionKind;
import dev.tunebook.store.artifacts.CommittedContent;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.ManifestKind;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewManifest;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.ManifestRow;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The life of a version.
record ArtifactRules(Engine engine, Journal journal, Referred referred) implements ArtifactStore {

    @Override
    public Artifact create(Viewer viewer, NewArtifact wanted) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var known = wanted.clientId().flatMap(rows.artifacts()::byClientId).flatMap(rows.artifacts()::byId);
            if (known.isPresent()) {
                return new ArtifactRights(rows, rights)
                        .requireWritable(known.get().artifact().id())
                        .artifact();
            }
            wanted.aliases().forEach(Collections::requireAlias);
            var project = ProjectRules.findOrMake(
                            rows,
                            journal,
                            rights,
                            Optional.of(wanted.entity()),
                            Optional.of(wanted.project()),
                            Optional.empty())
                    .value()
                    .project();
            var sequence = new Collections(rows, journal)
                    .findOrMake(project.id(), wanted.collection(), CollectionKind.SEQUENCE, wanted.type());
            var run = wanted.run().map(name -> requireRun(rows, rights, project.id(), name));
            var row = standing(rows, sequence, wanted).orElseGet(() -> begin(rows, rights, sequence, run, wanted));
            wanted.clientId()
                    .ifPresent(id ->
                            rows.artifacts().putClientId(id, row.artifact().id()));
            wanted.sequenceClientId()
                    .ifPresent(id -> rows.collections()
                            .putClientId(id, sequence.collection().id()));
            if (row.artifact().state() == ArtifactState.COMMITTED) {
                reuse(rows, rights, row.artifact(), run, wanted);
            }
            return row.artifact();
        });
    }

    private static RunRow requireRun(Rows rows, Rights rights, long projectId, String name) {
        var run = new RunPlaces(rows, rights)
                .named(projectId, name, Access.WRITE)
                .orElseThrow(() -> RunRules.noRun(name));
        RunRules.requireRun(rights, run, Access.WRITE);
        return run;
    }

    private static Optional<ArtifactRow> standing(Rows rows, CollectionRow sequence, NewArtifact wanted) {
        var id = sequence.collection().id();
        return wanted.distributedId()
                .flatMap(shared -> rows.artifacts().pending(id, shared))
                .or(() -> wanted.deduplicate() ? rows.artifacts().committed(id, wanted.digest()) : Optional.empty());
    }

    private ArtifactRow begin(
            Rows rows, Rights rights, CollectionRow sequence, Optional<RunRow> run, NewArtifact wanted) {
        var collection = sequence.collection();
        var artifact = ArtifactChanges.pending(
                rows.newId(),
                collection.id(),
                collection.projectId(),
                wanted,
                run.map(RunRow::id),
                rights.userId(),
                journal.now());
        var row = new ArtifactRow(artifact, wanted.aliases(), wanted.distributedId());
        rows.artifacts().put(row);
        return row;
    }

    private void reuse(Rows rows, Rights rights, Artifact artifact, Optional<RunRow> run, NewArtifact wanted) {
        var shared = new Collections(rows, journal);
        rows.members()
                .byArtifact(artifact.sequenceId(), artifact.id())
                .ifPresent(member -> wanted.aliases().forEach(alias -> shared.setAlias(rights, member, alias)));
        run.ifPresent(
                maker -> new Edges(rows, journal).add(maker, artifact, LineageEdge.Direction.OUTPUT, Optional.empty()));
        journal.changed(rows, artifact);
    }

    @Override
    public ManifestFile putManifest(Viewer viewer, NewManifest wanted) {
        return engine.write(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var artifact = rights.requireWritable(wanted.artifactId()).artifact();
            wanted.baseArtifactId().ifPresent(rights::requireReadable);
            var standing = rows.content().manifestsOf(artifact.id()).stream()
                    .filter(row -> wanted.kind() != ManifestKind.PATCH)
                    .filter(row -> row.manifest().name().equals(wanted.name())
                            && row.run().equals(wanted.run()))
                    .findFirst();
            if (artifact.state() != ArtifactState.PENDING) {
                return standing.map(ManifestRow::manifest)
                        .orElseThrow(() -> new StoreException.Conflict(
                                "committed",
                                "artifact " + artifact.id() + " is committed; log another version to change it"));
            }
            var old = standing.map(ManifestRow::manifest);
            var manifest = new ManifestFile(
                    old.map(ManifestFile::id).orElseGet(rows::newId),
                    artifact.id(),
                    wanted.name(),
                    wanted.kind(),
                    wanted.digest(),
                    wanted.baseArtifactId().or(() -> old.flatMap(ManifestFile::baseArtifactId)),
                    old.flatMap(ManifestFile::blob).filter(blob -> blob.md5().equals(wanted.digest())));
            rows.content().put(new ManifestRow(manifest, wanted.run()));
            return manifest;
        });
    }

    @Override
    public Artifact commit(Viewer viewer, long artifactId, CommittedContent content) {
        return engine.write(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var row = rights.requireWritable(artifactId);
            if (row.artifact().state() == ArtifactState.COMMITTED) {
                return row.artifact();
            }
            referred.require(content.manifest().sha256());
            var bytes = new Bytes(rows, rights);
            var entries = content.entries().stream()
                    .map(entry -> bytes.located(row.artifact(), entry))
                    .toList();
            var sequence = rows.collections()
                    .byId(row.artifact().sequenceId())
                    .orElseThrow(() -> new StoreException.NotFound(
                            "the collection of artifact " + artifactId + " is gone; log it again"));
            var committed = ArtifactChanges.committed(
                    row.artifact(),
                    sequence.nextVersionIndex(),
                    content,
                    entries,
                    servedManifest(rows, artifactId, content));
            rows.artifacts().put(new ArtifactRow(committed, List.of(), Optional.empty()));
            rows.content().putEntries(artifactId, entries);
            var shared = new Collections(rows, journal);
            var member = shared.join(sequence, artifactId);
            row.aliases().forEach(alias -> shared.setAlias(rights.rights(), member, alias));
            committed
                    .createdByRun()
                    .flatMap(rows.runs()::byId)
                    .ifPresent(maker -> new Edges(rows, journal)
                            .add(maker, committed, LineageEdge.Direction.OUTPUT, Optional.empty()));
            journal.changed(rows, committed);
            return committed;
        });
    }

    private static long servedManifest(Rows rows, long artifactId, CommittedContent content) {
        var sent = rows.content().manifestsOf(artifactId).stream()
                .map(ManifestRow::manifest)
                .filter(manifest -> manifest.blob().equals(Optional.of(content.manifest())))
                .findFirst();
        if (sent.isPresent()) {
            return sent.get().id();
        }
        var merged = new ManifestFile(
                rows.newId(),
                artifactId,
                dev.tunebook.model.wire.ArtifactManifest.FILE_NAME,
                ManifestKind.FULL,
                content.manifestDigest(),
                Optional.empty(),
                Optional.of(content.manifest()));
        rows.content().put(new ManifestRow(merged, Optional.of("")));
        return merged.id();
    }

    @Override
    public List<Artifact> artifacts(Viewer viewer, Iterable<Long> ids) {
        return engine.read(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var wanted = new ArrayList<Long>();
            ids.forEach(wanted::add);
            return rows.artifacts().byIds(wanted).stream()
                    .map(ArtifactRow::artifact)
                    .filter(rights::maySee)
                    .toList();
        });
    }

    @Override
    public Optional<Artifact> byClientId(Viewer viewer, String clientId) {
        return engine.read(rows -> rows.artifacts()
                .byClientId(clientId)
                .flatMap(new ArtifactRights(rows, new Rights(rows, viewer))::visible)
                .map(ArtifactRow::artifact));
    }

    @Override
    public Artifact update(Viewer viewer, ArtifactUpdate update) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var allowed = new ArtifactRights(rows, rights);
            var same = allowed.readable(update.artifactId())
                    .map(ArtifactRow::artifact)
                    .filter(artifact -> ArtifactChanges.changesNothing(artifact, update));
            if (same.isPresent() && !rights.may(same.get().projectId(), Access.WRITE)) {
                return same.get();
            }
            var row = allowed.requireWritable(update.artifactId());
            var changed = ArtifactChanges.updated(row.artifact(), update, journal.now());
            rows.artifacts().put(new ArtifactRow(changed, row.aliases(), row.distributedId()));
            update.aliases().ifPresent(aliases -> replaceAliases(rows, rights, changed, aliases));
            journal.changed(rows, changed);
            return changed;
        });
    }

    private void replaceAliases(Rows rows, Rights rights, Artifact artifact, List<String> aliases) {
        rows.members().byArtifact(artifact.sequenceId(), artifact.id()).ifPresent(member -> {
            var wanted = new HashSet<>(aliases);
            var shared = new Collections(rows, journal);
            rows.members().aliasesOf(member.id()).stream()
                    .filter(alias -> !wanted.contains(alias.alias()))
                    .forEach(alias -> shared.takeAlias(rights, member, alias));
            wanted.forEach(alias -> shared.setAlias(rights, member, alias));
        });
    }

    @Override
    public Artifact delete(Viewer viewer, long artifactId, boolean withAliases) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var artifact =
                    new ArtifactRights(rows, rights).requireWritable(artifactId).artifact();
            var named = rows.members().ofArtifact(artifactId).stream()
                    .flatMap(member -> rows.members().aliasesOf(member.id()).stream())
                    .findFirst();
            if (named.isPresent() && !withAliases) {
                throw new StoreException.Conflict(
                        "has_aliases",
                        "artifact " + artifactId + " still has aliases, such as "
                                + named.get().alias() + "; delete them along, or first");
            }
            var shared = new Collections(rows, journal);
            rows.members().ofArtifact(artifactId).forEach(member -> shared.requireMayRemove(rights, member));
            new Removal(rows, journal).artifact(artifact);
            return ArtifactChanges.deleted(artifact, journal.now());
        });
    }

    /// Those in projects the viewer may write to: a run that was moved has left some behind.
    static void deleteOutputs(Rows rows, Journal journal, Rights rights, long runId) {
        var removal = new Removal(rows, journal);
        rows.artifacts().createdBy(runId).stream()
                .map(ArtifactRow::artifact)
                .filter(artifact -> rights.may(artifact.projectId(), Access.WRITE))
                .forEach(removal::artifact);
    }

    @Override
    public int abandonPending(Viewer viewer, Instant before) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireSystem("abandon pending artifacts");
            var pending = rows.artifacts().pendingBefore(before);
            pending.forEach(row -> new Removal(rows, journal).artifact(row.artifact()));
            return pending.size();
        });
    }

    @Override
    public int expire(Viewer viewer, Instant now, int most) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireSystem("take away expired versions");
            var expired = rows.artifacts().expired(now).stream()
                    .filter(row -> !isKept(rows, row.artifact()))
                    .limit(most)
                    .toList();
            expired.forEach(row -> new Removal(rows, journal).artifact(row.artifact()));
            return expired.size();
        });
    }

    /// What is linked into a registry, or has an alias somebody protects, stays as long as it is.
    private static boolean isKept(Rows rows, Artifact artifact) {
        return rows.members().ofArtifact(artifact.id()).stream()
                .anyMatch(member -> rows.collections()
                        .byId(member.collectionId())
                        .flatMap(collection ->
                                rows.projects().byId(collection.collection().projectId()))
                        .map(ProjectRow::project)
                        .filter(project -> project.isRegistry()
                                || rows.members().aliasesOf(member.id()).stream()
                                        .anyMatch(alias ->
                                                project.protectedAliases().contains(alias.alias())))
                        .isPresent());
    }
}
