package dev.tunebook.server.admin;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Request;
import dev.tunebook.store.accounts.Role;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A JSON body whose members are known by name; others are refused, for they are typing errors.
final class Body {
    private static final List<Role> ROLES = List.of(Role.ADMIN, Role.MEMBER, Role.VIEWER);

    private final JsonNode members;

    private Body(JsonNode members) {
        this.members = members;
    }

    /// An empty body is an empty object.
    static Body of(Request request, String... known) throws IOException {
        byte[] bytes = request.body();
        JsonNode members = bytes.length == 0 ? Json.object() : Json.parseObject(bytes);
        List<String> names = List.of(known);
        Json.members(members).keySet().stream()
                .filter(Predicate.not(names::contains))
                .findFirst()
                .ifPresent(name -> {
                    throw HttpFailure.badRequest(
                            "unknown_member",
                            "The member '" + name + "' is unknown; known are " + String.join(", ", names) + ".");
                });
        return new Body(members);
    }

    Optional<String> text(String name) {
        return member(name, JsonNode::isString, "a text", JsonNode::asString);
    }

    Optional<Boolean> flag(String name) {
        return member(name, JsonNode::isBoolean, "true or false", JsonNode::asBoolean);
    }

    Optional<Integer> count(String name) {
        return member(
                name,
                node -> node.canConvertToInt() && node.asInt() >= 0,
                "a whole number of 0 or more",
                JsonNode::asInt);
    }

    /// In the order given.
    Optional<Map<String, String>> texts(String name) {
        return member(
                name,
                node -> node.isObject() && node.valueStream().allMatch(JsonNode::isString),
                "an object of texts",
                Body::texts);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        Json.members(object).forEach((name, value) -> texts.put(name, value.asString()));
        return texts;
    }

    Role role() {
        String given = text("role").orElseThrow(() -> unknownRole("none"));
        return ROLES.stream()
                .filter(role -> spelled(role).equals(given))
                .findFirst()
                .orElseThrow(() -> unknownRole("'" + given + "'"));
    }

    static String spelled(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static HttpFailure unknownRole(String given) {
        return HttpFailure.of(
                422,
                "unknown_role",
                "The role is " + given + "; use one of "
                        + ROLES.stream().map(Body::spelled).collect(Collectors.joining(", ")) + ".");
    }

    private <T> Optional<T> member(String name, Predicate<JsonNode> fits, String kind, Function<JsonNode, T> value) {
        JsonNode node = members.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!fits.test(node)) {
            throw HttpFailure.badRequest("invalid_member", "The member '" + name + "' needs " + kind + ".");
        }
        return Optional.of(value.apply(node));
    }

    @Override
    public String toString() {
        return "Body" + Arrays.toString(Json.members(members).keySet().toArray());
    }
}
