package dev.tunebook.sdk.internal.graphql;

import dev.tunebook.model.wire.GraphQlMessage;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.http.Endpoint;
import dev.tunebook.sdk.internal.http.ErrorBody;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.http.HttpReply;
import dev.tunebook.sdk.internal.http.Traffic;
import dev.tunebook.sdk.internal.http.Transport;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs GraphQL operations against one server.
public final class GraphQl {
    private final Transport transport;
    private final Endpoint endpoint;

    public GraphQl(Transport transport, Endpoint endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    /// The `data` of the answer.
    ///
    /// @throws ApiException when the server refuses, by status or by `errors`
    public ObjectNode run(Operation operation, ObjectNode variables) {
        return run(operation, variables, Traffic.GRAPHQL);
    }

    public ObjectNode run(Operation operation, ObjectNode variables, Traffic traffic) {
        URI address = endpoint.resolve("graphql");
        byte[] body =
                new GraphQlMessage.Request(operation.document(), Json.members(variables), Optional.empty()).bytes();
        HttpCall call = HttpCall.postJson(address, endpoint.headersFor(address), body, traffic);
        try (HttpReply reply = transport.send(call)) {
            if (!reply.isSuccess()) {
                throw ErrorBody.exception(call, reply);
            }
            return data(call, GraphQlMessage.Response.read(reply.bytes()));
        } catch (InvalidJsonException e) {
            throw new TransportException(call.place() + " did not answer with GraphQL; check the base URL", e);
        }
    }

    private static ObjectNode data(HttpCall call, GraphQlMessage.Response response) {
        if (!response.errors().isEmpty()) {
            String messages = response.errors().stream()
                    .map(GraphQlMessage.Error::message)
                    .collect(Collectors.joining("; "));
            throw new ApiException(200, messages);
        }
        return response.data().orElseThrow(() -> new TransportException(call.place() + " answered without data", null));
    }

    /// The object at a path of members; empty when any of them is null, which is how the protocol says "does
    /// not exist".
    public static Optional<JsonNode> at(JsonNode data, String... members) {
        JsonNode node = data;
        for (String member : members) {
            node = node.path(member);
        }
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /// Where the next page of a connection begins; empty after the last.
    public static Optional<String> nextPage(JsonNode connection) {
        JsonNode page = connection.path("pageInfo");
        return page.path("hasNextPage").asBoolean(false) ? Json.text(page.get("endCursor")) : Optional.empty();
    }
}
