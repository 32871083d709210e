package dev.tunebook.sandbox;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which projects may use a checkpoint. The real service wants an admin key for these calls; here the one
/// key does.
final class Permissions {

    private final Account account;
    private final Page page;
    private final SandboxOptions options;
    private final Map<String, List<ObjectNode>> byModel = new ConcurrentHashMap<>();

    Permissions(Account account, SandboxOptions options) {
        this.account = account;
        this.page = new Page(options);
        this.options = options;
    }

    Answer list(Call call, String model) {
        List<ObjectNode> oldestFirst = of(model);
        boolean ascending = call.parameter("order").equals(Optional.of("ascending"));
        List<ObjectNode> permissions = (ascending ? oldestFirst : oldestFirst.reversed())
                .stream()
                        .filter(permission -> call.parameter("project_id")
                                .map(project ->
                                        permission.path("project_id").asString().equals(project))
                                .orElse(true))
                        .toList();
        return Answer.json(page.of(
                call,
                new Page.Kind(10, options.maximumLimit(), true),
                permissions.size(),
                id -> IntStream.range(0, permissions.size())
                        .filter(i -> permissions.get(i).path("id").asString().equals(id))
                        .findFirst(),
                permissions::get));
    }

    Answer create(Call call, String model) {
        List<ObjectNode> made = new ArrayList<>();
        for (JsonNode project : projects(call)) {
            made.add(Json.object()
                    .put("object", "checkpoint.permission")
                    .put("id", account.newId("cp_", 24))
                    .put("created_at", account.now().getEpochSecond())
                    .put("project_id", project.asString()));
        }
        List<ObjectNode> all = new ArrayList<>(of(model));
        all.addAll(made);
        byModel.put(model, List.copyOf(all));
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data").addAll(made);
        list.set("first_id", data.get(0).get("id"));
        list.set("last_id", data.get(data.size() - 1).get("id"));
        return Answer.json(list.put("has_more", false));
    }

    private static JsonNode projects(Call call) {
        try {
            JsonNode projects = Json.parseObject(call.body()).path("project_ids");
            if (!projects.isEmpty() && projects.valueStream().allMatch(JsonNode::isString)) {
                return projects;
            }
        } catch (InvalidJsonException e) {
            throw Refusal.badRequest("We could not parse the JSON body of your request.", null);
        }
        throw Refusal.badRequest("'project_ids' must be a list of project ids", "project_ids");
    }

    Answer delete(String model, String id) {
        List<ObjectNode> rest = of(model).stream()
                .filter(permission -> !permission.path("id").asString().equals(id))
                .toList();
        if (rest.size() == of(model).size()) {
            throw Refusal.of(404, "No such checkpoint permission: " + id, "permission_id", null);
        }
        byModel.put(model, rest);
        return Answer.json(Json.object()
                .put("object", "checkpoint.permission")
                .put("id", id)
                .put("deleted", true));
    }

    private List<ObjectNode> of(String model) {
        return byModel.getOrDefault(model, List.of());
    }
}
