package dev.tunebook.store.rules;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks for what cannot be if every rule was kept and every byte is still there.
record Soundness(Rows rows, BlobStore blobs) {

    List<String> complaints() {
        var found = new ArrayList<String>();
        rows.projects().all().forEach(row -> {
            changes(row, found);
            rows.movedRuns().ofProject(row.project().id()).stream()
                    .filter(moved ->
                            rows.runs().byName(row.project().id(), moved.name()).isPresent())
                    .forEach(moved -> found.add("run " + moved.name() + " of project "
                            + row.project().entity() + "/" + row.project().name() + " is there and moved away"));
            rows.runs()
                    .ofProject(row.project().id())
                    .forEach(run -> rows.runFiles()
                            .ofRun(run.id())
                            .forEach(file ->
                                    blob(file.sha256(), "file " + file.name() + " of run " + run.name(), found)));
            rows.collections().ofProject(row.project().id()).forEach(collection -> {
                var id = collection.collection().id();
                rows.artifacts().ofSequence(id).stream()
                        .map(ArtifactRow::artifact)
                        .filter(artifact -> artifact.state() == ArtifactState.COMMITTED)
                        .forEach(artifact -> artifact(artifact, found));
                rows.members().aliasesOfCollection(id).stream()
                        .filter(alias ->
                                rows.members().byId(alias.membershipId()).isEmpty())
                        .forEach(alias -> found.add("alias " + alias.alias() + " of collection "
                                + collection.collection().name() + " stands for no member"));
            });
        });
        rows.historyDrops().oldest(Integer.MAX_VALUE).stream()
                .flatMap(drop -> rows.runs().byId(drop.runId()).stream())
                .filter(run -> !run.deleted())
                .forEach(run -> found.add("run " + run.name() + " is there and its history is to be dropped"));
        return found;
    }

    private void changes(ProjectRow row, List<String> found) {
        var newest = rows.changes().after(row.project().id(), 0, Integer.MAX_VALUE);
        var last = newest.isEmpty() ? 0 : newest.getLast().sequence();
        if (last != row.sequence()) {
            found.add("project " + row.project().entity() + "/" + row.project().name() + " counts " + row.sequence()
                    + " changes but its newest is number " + last);
        }
    }

    private void artifact(Artifact artifact, List<String> found) {
        var name = "artifact " + artifact.id();
        if (rows.members().byArtifact(artifact.sequenceId(), artifact.id()).isEmpty()) {
            found.add(name + " is committed but no member of its sequence");
        }
        var manifest = artifact.manifestId()
                .flatMap(rows.content()::manifest)
                .flatMap(row -> row.manifest().blob());
        if (manifest.isEmpty()) {
            found.add(name + " is committed without a manifest");
        }
        manifest.map(Blob::sha256).ifPresent(sha256 -> blob(sha256, "the manifest of " + name, found));
        entries(artifact, name, found);
    }

    private void entries(Artifact artifact, String name, List<String> found) {
        var entries = rows.content().entriesAfter(artifact.id(), Optional.empty(), Integer.MAX_VALUE);
        if (entries.size() != artifact.fileCount()) {
            found.add(name + " counts " + artifact.fileCount() + " files but holds " + entries.size());
        }
        entries.stream().filter(entry -> entry.reference().isEmpty()).forEach(entry -> {
            var bytes = entry.birthArtifactId().flatMap(birth -> rows.content().bytes(birth, entry.digest()));
            if (bytes.isEmpty()) {
                found.add(name + " has an entry " + entry.path() + " without bytes");
            }
            bytes.ifPresent(stored -> blob(stored.blob().sha256(), entry.path() + " of " + name, found));
        });
    }

    private void blob(String sha256, String what, List<String> found) {
        if (blobs.size(sha256).isEmpty()) {
            found.add("the bytes of " + what + " are gone (blob " + sha256 + ")");
        }
    }
}
