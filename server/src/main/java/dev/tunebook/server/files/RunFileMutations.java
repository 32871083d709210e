package dev.tunebook.server.files;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Asking for upload addresses, and deleting.
final class RunFileMutations {
    private final Store store;
    private final RunFileAddresses addresses;

    RunFileMutations(Store store, RunFileAddresses addresses) {
        this.store = store;
        this.addresses = addresses;
    }

    /// @param files one for each name asked for, in that order, with the very name
    record CreatePayload(String runID, List<String> uploadHeaders, List<FileNode> files) {}

    void wire(Wiring wiring) {
        wiring.mutation("createRunFiles", this::create)
                .mutation("markRunFilesUploaded", this::markUploaded)
                .mutation("deleteFiles", this::delete);
        wiring.record("CreateRunFilesPayload", CreatePayload.class);
    }

    private CreatePayload create(Call call) {
        RunGrant grant = open(call);
        List<FileNode> files = call.input().texts("files").orElse(List.of()).stream()
                .<FileNode>map(name -> new RunFileNode(grant, name, Optional.empty(), addresses))
                .toList();
        return new CreatePayload(NodeId.of("Run", grant.runId()).encoded(), List.of(), files);
    }

    /// The files are there since their bytes are; only the right to say so is checked.
    private Success markUploaded(Call call) {
        open(call);
        return Success.of(call.input());
    }

    private RunGrant open(Call call) {
        Arguments input = call.input();
        RunPath path =
                RunPath.of(input.required("entityName"), input.required("projectName"), input.required("runName"));
        return store.runs().open(call.viewer(), path, Access.WRITE);
    }

    private Success delete(Call call) {
        List<Long> ids = call.input().texts("files").orElse(List.of()).stream()
                .map(RunFileMutations::number)
                .toList();
        store.runFiles().delete(call.viewer(), ids);
        return Success.of(call.input());
    }

    private static long number(String id) {
        return NodeId.parse(id)
                .map(node -> node.number(RunFileNode.KIND))
                .orElse(OptionalLong.empty())
                .orElseThrow(() -> HttpFailure.notFound("There is no file with the id '" + id + "'."));
    }
}
