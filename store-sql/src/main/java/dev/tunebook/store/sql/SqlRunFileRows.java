package dev.tunebook.store.sql;

import dev.tunebook.store.rows.RunFileRows;
import dev.tunebook.store.runs.RunFile;
import java.util.List;
import java.util.Optional;

record SqlRunFileRows(Session session) implements RunFileRows {
    private static final Table<RunFile> FILES = new Table<>(
            "run_file",
            1,
            "id, run_id, name, sha256, md5, size, mimetype, updated_at",
            cells -> new RunFile(
                    cells.number(),
                    cells.number(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.number(),
                    cells.optional(Cells::text),
                    cells.instant()),
            file -> List.of(
                    file.id(),
                    file.runId(),
                    file.name(),
                    file.sha256(),
                    file.md5(),
                    file.size(),
                    file.mimetype(),
                    file.updatedAt()));
    private static final Query<RunFile> BY_ID = FILES.where("id = ?");
    private static final Query<RunFile> BY_NAME = FILES.where("run_id = ? AND name = ?");
    private static final Query<RunFile> OF_RUN = FILES.where("run_id = ? ORDER BY name");
    private static final Query<Long> COUNT =
            new Query<>("SELECT count(*) FROM run_file WHERE run_id = ?", Cells::number);
    private static final Query<Long> SIZE = new Query<>(
            "SELECT coalesce(sum(run_file.size), 0) FROM run_file JOIN run ON run.id = run_file.run_id"
                    + " WHERE run.project_id = ?",
            Cells::number);
    private static final String DELETE = FILES.deleteWhere("id = ?");

    @Override
    public void put(RunFile file) {
        session.put(FILES, file);
    }

    @Override
    public Optional<RunFile> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public Optional<RunFile> byName(long runId, String name) {
        return session.one(BY_NAME, runId, name);
    }

    @Override
    public List<RunFile> ofRun(long runId) {
        return session.all(OF_RUN, runId);
    }

    @Override
    public long count(long runId) {
        return session.one(COUNT, runId).orElse(0L);
    }

    @Override
    public long sizeOf(long projectId) {
        return session.one(SIZE, projectId).orElse(0L);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
