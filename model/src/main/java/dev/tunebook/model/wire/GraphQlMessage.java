package dev.tunebook.model.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// GraphQL over HTTP: what goes to `{base}/graphql`, and what comes back.
public sealed interface GraphQlMessage {

    /// The JSON body, UTF-8.
    byte[] bytes();

    /// @param operationName empty when the document holds a single operation; missing, null and `""` are the same
    record Request(String query, Map<String, JsonNode> variables, Optional<String> operationName)
            implements GraphQlMessage {
        public Request {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            operationName = operationName.filter(name -> !name.isEmpty());
        }

        /// @throws InvalidJsonException when the body is no GraphQL request
        public static Request read(byte[] utf8) {
            ObjectNode body = Json.parseObject(utf8);
            JsonNode query = body.path("query");
            if (!query.isString()) {
                throw new InvalidJsonException("a GraphQL request needs \"query\", the document as text");
            }
            return new Request(
                    query.asString(), Json.members(body.path("variables")), Json.text(body.get("operationName")));
        }

        @Override
        public byte[] bytes() {
            ObjectNode body = Json.object();
            body.put("query", query);
            body.set("variables", Json.object(variables));
            operationName.ifPresent(name -> body.put("operationName", name));
            return Json.bytes(body);
        }
    }

    /// @param data empty when null or absent
    record Response(Optional<ObjectNode> data, List<Error> errors) implements GraphQlMessage {
        public Response {
            errors = List.copyOf(errors);
        }

        /// @throws InvalidJsonException when the body is no GraphQL response
        public static Response read(byte[] utf8) {
            ObjectNode body = Json.parseObject(utf8);
            List<Error> errors = new ArrayList<>();
            body.path("errors").values().forEach(node -> errors.add(Error.read(node)));
            Optional<ObjectNode> data =
                    body.get("data") instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
            return new Response(data, errors);
        }

        @Override
        public byte[] bytes() {
            ObjectNode body = Json.object();
            if (data.isPresent()) {
                body.set("data", data.get());
            } else {
                body.putNull("data");
            }
            if (!errors.isEmpty()) {
                ArrayNode list = body.putArray("errors");
                errors.forEach(error -> list.add(error.tree()));
            }
            return Json.bytes(body);
        }
    }

    /// @param path response keys and list indexes from the root to the failed field, as text
    record Error(String message, List<String> path, Map<String, JsonNode> extensions) {
        public Error {
            path = List.copyOf(path);
            extensions = Map.copyOf(extensions);
        }

        public Error(String message) {
            this(message, List.of(), Map.of());
        }

        static Error read(JsonNode node) {
            List<String> path = new ArrayList<>();
            node.path("path").values().forEach(segment -> path.add(segment.asString()));
            return new Error(node.path("message").asString(""), path, Json.members(node.path("extensions")));
        }

        ObjectNode tree() {
            ObjectNode object = Json.object();
            object.put("message", message);
            if (!path.isEmpty()) {
                ArrayNode segments = object.putArray("path");
                path.forEach(segments::add);
            }
            if (!extensions.isEmpty()) {
                object.set("extensions", Json.object(extensions));
            }
            return object;
        }
    }
}
