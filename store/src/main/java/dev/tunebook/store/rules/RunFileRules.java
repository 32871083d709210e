package dev.tunebook.store.rules;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.store.HistoryGrants;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.RunFileStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.runs.NewRunFile;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;
import java.util.Optional;

/// The files of runs.
record RunFileRules(Engine engine, Journal journal, Referred referred) implements RunFileStore {

    @Override
    public RunFile put(RunGrant grant, NewRunFile file) {
        HistoryGrants.requireWrite(grant);
        var name = new LogicalPath(file.name()).value();
        return engine.write(rows -> {
            var row = RunRules.live(rows, grant);
            referred.require(file.blob().sha256());
            var standing = rows.runFiles().byName(row.id(), name);
            var made = new RunFile(
                    standing.map(RunFile::id).orElseGet(rows::newId),
                    row.id(),
                    name,
                    file.blob().sha256(),
                    file.blob().md5(),
                    file.blob().size(),
                    file.mimetype(),
                    journal.now());
            rows.runFiles().put(made);
            journal.changed(rows, row.projectId(), Change.Kind.RUN_FILES, row.id());
            return made;
        });
    }

    @Override
    public Page<RunFile> list(RunGrant grant, Optional<String> pattern, Page.Request page) {
        HistoryGrants.requireRead(grant);
        return engine.read(rows -> {
            var like = pattern.map(Like::new);
            var files = rows.runFiles().ofRun(grant.runId()).stream()
                    .filter(file ->
                            like.map(wanted -> wanted.matches(file.name())).orElse(true))
                    .toList();
            return Paging.ascending(files, file -> new Paging.Position(file.name(), file.id()), page);
        });
    }

    @Override
    public List<RunFile> named(RunGrant grant, List<String> names) {
        HistoryGrants.requireRead(grant);
        return engine.read(rows -> names.stream()
                .flatMap(name -> rows.runFiles().byName(grant.runId(), name).stream())
                .toList());
    }

    @Override
    public long count(RunGrant grant) {
        HistoryGrants.requireRead(grant);
        return engine.read(rows -> rows.runFiles().count(grant.runId()));
    }

    @Override
    public Optional<RunFile> file(Viewer viewer, long fileId) {
        return engine.read(rows -> visible(rows, new Rights(rows, viewer), fileId));
    }

    private static Optional<RunFile> visible(Rows rows, Rights rights, long fileId) {
        return rows.runFiles()
                .byId(fileId)
                .filter(file -> rows.runs()
                        .byId(file.runId())
                        .filter(run -> rights.mayRead(run.projectId()))
                        .isPresent());
    }

    @Override
    public void delete(Viewer viewer, List<Long> fileIds) {
        engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            fileIds.forEach(id -> {
                var file = visible(rows, rights, id)
                        .orElseThrow(() -> new StoreException.NotFound("there is no file " + id + " that you may see"));
                var run = RunRules.visible(rows, rights, file.runId());
                rights.require(run.projectId(), Access.WRITE);
                rows.runFiles().delete(id);
                journal.changed(rows, run.projectId(), Change.Kind.RUN_FILES, run.id());
            });
            return true;
        });
    }
}
