package dev.tunebook.server.files;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a run says of its files.
final class RunFiles {
    private final Store store;
    private final RunFileAddresses addresses;

    RunFiles(Store store, RunFileAddresses addresses) {
        this.store = store;
        this.addresses = addresses;
    }

    void wire(Wiring wiring) {
        wiring.type("Run", Run.class)
                .field("fileCount", (run, call) -> store.runFiles().count(open(run, call)))
                .field("files", this::files);
    }

    /// As much as the viewer may do with the run, for the addresses of its files.
    private RunGrant open(Run run, Call call) {
        Access access = store.projects()
                .access(call.viewer(), run.projectId())
                .filter(held -> held.includes(Access.WRITE))
                .map(held -> Access.WRITE)
                .orElse(Access.READ);
        return store.runs().open(call.viewer(), run.id(), access);
    }

    private Connection<FileNode> files(Run run, Call call) {
        RunGrant grant = open(run, call);
        List<String> names = call.arguments().texts("names").orElse(List.of());
        return names.isEmpty()
                ? Connection.of(store.runFiles()
                        .list(
                                grant,
                                call.arguments().text("pattern"),
                                call.arguments().page())
                        .map(file -> RunFileNode.of(grant, file, addresses)))
                : Connection.all(named(grant, names), FileNode::name);
    }

    /// One node for each name, in their order, also for files that are not there.
    private List<FileNode> named(RunGrant grant, List<String> names) {
        List<String> paths =
                names.stream().map(name -> new LogicalPath(name).value()).toList();
        Map<String, RunFile> found = store.runFiles().named(grant, paths).stream()
                .collect(Collectors.toMap(RunFile::name, Function.identity(), (first, again) -> first));
        return paths.stream()
                .<FileNode>map(path -> new RunFileNode(grant, path, Optional.ofNullable(found.get(path)), addresses))
                .toList();
    }
}
