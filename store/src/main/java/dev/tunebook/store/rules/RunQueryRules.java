package dev.tunebook.store.rules;

import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.RunQueries;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.index.IndexPart;
import dev.tunebook.store.index.RunIndex;
import dev.tunebook.store.index.RunIndexes;
import dev.tunebook.store.index.RunValues;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.rows.UserRow;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunColumn;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The runs table.
record RunQueryRules(Engine engine, RunIndexes indexes) implements RunQueries {
    private static final RunIndex.Hits NONE = new RunIndex.Hits(List.of(), 0);

    /// The index may know commits that the rows read beside it do not yet, never the other way round. So the rows of
    /// the hits are read after the search; a hit that is gone by then means that it has to be repeated.
    @Override
    public Page<Run> query(Viewer viewer, RunQuery query, Page.Request page) {
        while (true) {
            var found = engine.read(rows -> visible(rows, viewer, query.projectId())
                    .map(_ -> select(rows, query, page))
                    .orElse(NONE));
            var edges = engine.read(rows -> visible(rows, viewer, query.projectId())
                    .map(project -> edges(rows, project, found.first(page.first())))
                    .orElse(List.of()));
            if (edges.size() == found.first(page.first()).size()) {
                return new Page<>(edges, found.hits().size() > page.first(), found.total());
            }
        }
    }

    private static List<Page.Edge<Run>> edges(Rows rows, Project project, List<RunIndex.Hit> hits) {
        var runs = rows.runs().byIds(hits.stream().map(RunIndex.Hit::runId).toList()).stream()
                .filter(row -> !row.deleted() && row.projectId() == project.id())
                .collect(Collectors.toMap(RunRow::id, Function.identity()));
        return hits.stream()
                .flatMap(hit -> Optional.ofNullable(runs.get(hit.runId())).stream()
                        .map(row -> new Page.Edge<>(RunRules.run(row, project), Paging.encode(hit.cursor()))))
                .toList();
    }

    private RunIndex.Hits select(Rows rows, RunQuery query, Page.Request page) {
        try {
            return indexes.of(rows, query.projectId(), IndexPart.of(query.keys()))
                    .select(query.filter(), query.order(), page.after().map(Paging::decode), page.first());
        } catch (IllegalArgumentException _) {
            throw Paging.badCursor();
        }
    }

    private static Optional<Project> visible(Rows rows, Viewer viewer, long projectId) {
        return rows.projects()
                .byId(projectId)
                .map(ProjectRow::project)
                .filter(project -> new Rights(rows, viewer).may(project.id(), Access.METRICS));
    }

    @Override
    public long count(Viewer viewer, long projectId, RunFilter filter) {
        return engine.read(rows -> visible(rows, viewer, projectId)
                .map(_ ->
                        indexes.of(rows, projectId, IndexPart.of(filter.keys())).count(filter))
                .orElse(0));
    }

    @Override
    public List<RunColumn> columns(Viewer viewer, long projectId, String search, int first) {
        return engine.read(rows -> visible(rows, viewer, projectId)
                .map(project -> indexes.of(rows, projectId, IndexPart.all()).columns(search, first))
                .orElse(List.of()));
    }

    @Override
    public Map<Long, Map<RunKey, String>> values(Viewer viewer, long projectId, List<Long> runIds, List<RunKey> keys) {
        return engine.read(rows -> {
            var values = new HashMap<Long, Map<RunKey, String>>();
            if (visible(rows, viewer, projectId).isPresent()) {
                var index = indexes.of(rows, projectId, IndexPart.of(keys.stream()));
                rows.runs().byIds(runIds).stream()
                        .filter(row -> row.projectId() == projectId && !row.deleted())
                        .forEach(row -> values.put(
                                row.id(),
                                new RunValues(
                                                row,
                                                row.userId()
                                                        .flatMap(rows.accounts()::user)
                                                        .map(UserRow::username),
                                                index)
                                        .of(keys)));
            }
            return values;
        });
    }
}
