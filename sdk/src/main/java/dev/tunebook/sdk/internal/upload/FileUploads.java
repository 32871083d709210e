package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.http.SignedPut;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts run files on the server: asks for signed addresses, then sends the bytes there.
public final class FileUploads {
    private final Client client;
    private final RunAddress address;

    public FileUploads(Client client, RunAddress address) {
        this.client = client;
        this.address = address;
    }

    /// Returns when the server has them all. The same file again replaces the one before.
    public void upload(Map<String, HttpCall.Body> files) {
        List<String> names = files.keySet().stream()
                .map(name -> new LogicalPath(name).value())
                .toList();
        ObjectNode variables = Json.object()
                .put("entity", address.entity())
                .put("project", address.project())
                .put("run", address.run());
        variables.set("files", Json.tree(names));
        ObjectNode data = client.patientGraphQl().run(Operation.CREATE_RUN_FILES, variables);
        JsonNode created = GraphQl.at(data, "createRunFiles")
                .orElseThrow(() -> new TransportException("the server gave no upload addresses; try again", null));
        Map<String, JsonNode> byName = created.path("files").values().stream()
                .collect(Collectors.toMap(file -> file.path("name").asString(""), file -> file, (a, b) -> b));
        SignedPut put = new SignedPut(client.patient(), client.endpoint());
        files.forEach((name, body) -> {
            JsonNode file = byName.getOrDefault(new LogicalPath(name).value(), Json.object());
            String target = Json.text(file.get("uploadUrl"))
                    .orElseThrow(() -> new TransportException(
                            "the server gave no upload address for the run file \"" + name + "\"", null));
            put.send(target, created.path("uploadHeaders"), body);
        });
    }
}
