package dev.tunebook.store.memory;

import dev.tunebook.store.rows.Names;
import dev.tunebook.store.rows.RunFileRows;
import dev.tunebook.store.rows.RunRows;
import dev.tunebook.store.runs.RunFile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryRunFileRows implements RunFileRows {
    private final Table<Long, RunFile> rows;
    private final RunRows runs;
    private final Table<Long, RunFile>.Index<Long> byRun;
    private final Table<Long, RunFile>.Index<Pair<Long, String>> byName;
    private final Table<Long, RunFile>.Index<String> byBytes;

    MemoryRunFileRows(Undo undo, RunRows runs) {
        this.runs = runs;
        rows = new Table<>(undo, RunFile::id);
        byRun = rows.by(RunFile::runId);
        byName = rows.by(file -> new Pair<>(file.runId(), file.name()));
        byBytes = rows.by(RunFile::sha256);
    }

    boolean isReferred(String sha256) {
        return byBytes.count(sha256) > 0;
    }

    @Override
    public void put(RunFile file) {
        rows.put(file);
    }

    @Override
    public Optional<RunFile> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<RunFile> byName(long runId, String name) {
        return byName.one(new Pair<>(runId, name));
    }

    @Override
    public List<RunFile> ofRun(long runId) {
        return byRun.all(runId).stream()
                .sorted(Comparator.comparing(RunFile::name, Names.BY_CODE_POINT))
                .toList();
    }

    @Override
    public long count(long runId) {
        return byRun.count(runId);
    }

    @Override
    public long sizeOf(long projectId) {
        return runs.ofProject(projectId).stream()
                .flatMap(run -> byRun.all(run.id()).stream())
                .mapToLong(RunFile::size)
                .sum();
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
