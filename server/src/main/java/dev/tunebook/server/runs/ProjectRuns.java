package dev.tunebook.server.runs;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.RunPath;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunColumn;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunQuery;
import java.util.List;
import java.util.Optional;

/// The runs of a project: one by name, many by filter and order, and the columns a table of them can have.
final class ProjectRuns {
    private static final int COLUMNS = 500;
    private static final int MOST_COLUMNS = 10_000;

    private final Store store;

    ProjectRuns(Store store) {
        this.store = store;
    }

    record Column(String key, String type, int count) {
        static Column of(RunColumn column) {
            return new Column(column.key().spelling(), column.type().name(), column.count());
        }
    }

    void wire(Wiring wiring) {
        wiring.type("Project", Project.class)
                .field("run", this::run)
                .field("bucket", this::run)
                .field("runs", this::runs)
                .field("buckets", this::runs)
                .field("runCount", this::count)
                .field("runColumns", this::columns);
        wiring.connection("RunConnection", "RunEdge").record("RunColumn", Column.class);
    }

    /// A name that no run can have is a run that is not there.
    private Optional<Run> run(Project project, Call call) {
        try {
            RunPath path = RunPath.of(
                    project.entity(), project.name(), call.arguments().required("name"));
            return store.runs().run(call.viewer(), path);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private Connection<Run> runs(Project project, Call call) {
        Arguments arguments = call.arguments();
        RunOrder order = arguments
                .text("order")
                .filter(text -> !text.isBlank())
                .map(RunOrder::parse)
                .orElse(RunOrder.OLDEST_FIRST);
        RunQuery query = new RunQuery(project.id(), RunFilters.parse(arguments.text("filters")), order);
        Page<Run> page = store.runQueries().query(call.viewer(), query, arguments.page());
        return Connection.of(page);
    }

    private long count(Project project, Call call) {
        return store.runQueries()
                .count(
                        call.viewer(),
                        project.id(),
                        RunFilters.parse(call.arguments().text("filters")));
    }

    private List<Column> columns(Project project, Call call) {
        return store
                .runQueries()
                .columns(
                        call.viewer(),
                        project.id(),
                        call.arguments().text("search").orElse(""),
                        call.arguments().count("first", COLUMNS, MOST_COLUMNS))
                .stream()
                .map(Column::of)
                .toList();
    }
}
