package dev.tunebook.server.graphql;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Viewer;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `POST /graphql`. A failed mutation answers with the status of its failure; a query answers 200 with what it found;
/// documents and variables that do not fit answer 400. A resolver never makes it 500: the official client would hang.
public final class GraphQlEndpoint {
    private final GraphQlEngine engine;

    public GraphQlEndpoint(GraphQlEngine engine) {
        this.engine = engine;
    }

    public List<Route> routes() {
        return List.of(Route.guarded(Method.POST, "/graphql", this::answer));
    }

    private Response answer(Request request, Viewer viewer) throws IOException {
        JsonNode body = parse(request.body());
        String document = body.path("query").asString("");
        Optional<String> operation =
                Optional.of(body.path("operationName").asString("")).filter(name -> !name.isEmpty());
        ExecutionResult result = engine.execute(document, operation, variables(body), viewer, request);
        return Response.json(status(document, result), result.toSpecification());
    }

    private static JsonNode parse(byte[] body) {
        JsonNode parsed = Json.parseObject(body);
        if (!parsed.path("query").isString()) {
            throw HttpFailure.badRequest("missing_query", "The body needs the member 'query' with a GraphQL document.");
        }
        return parsed;
    }

    private static Map<String, @Nullable Object> variables(JsonNode body) {
        JsonNode variables = body.path("variables");
        if (variables.isMissingNode() || variables.isNull()) {
            return Map.of();
        }
        if (!variables.isObject()) {
            throw HttpFailure.badRequest("invalid_variables", "The member 'variables' is not an object.");
        }
        return PlainValues.of(variables);
    }

    private static int status(String document, ExecutionResult result) {
        List<GraphQLError> errors = result.getErrors();
        if (errors.isEmpty()) {
            return 200;
        }
        if (errors.stream().anyMatch(error -> refusesDocument(error.getErrorType()))) {
            return 400;
        }
        int worst = errors.stream().mapToInt(GraphQlEndpoint::status).max().orElse(200);
        boolean retry = worst == 503 || worst == 429;
        return retry || (worst != 500 && mutates(document)) ? worst : 200;
    }

    private static boolean refusesDocument(ErrorClassification type) {
        return type == ErrorType.InvalidSyntax
                || type == ErrorType.ValidationError
                || type == ErrorType.OperationNotSupported
                || type == ErrorType.ExecutionAborted;
    }

    private static boolean mutates(String document) {
        return Parser.parse(document).getDefinitionsOfType(OperationDefinition.class).stream()
                .anyMatch(operation -> operation.getOperation() == OperationDefinition.Operation.MUTATION);
    }

    private static int status(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions();
        return extensions != null && extensions.get("status") instanceof Integer status ? status : 200;
    }
}
