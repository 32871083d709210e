package dev.tunebook.server.projects;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.store.projects.Project;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the wire protocol keeps about a project beyond its own columns, as one JSON object in the store.
final class ProjectSettings {
    static final String VIEWS = "views";
    static final String REPOSITORY = "repo";
    static final String DOCKER_IMAGE = "dockerImage";
    static final String BENCHMARK = "isBenchmark";

    private static final List<String> TEXTS = List.of(VIEWS, REPOSITORY, DOCKER_IMAGE, "framework");
    private static final List<String> FLAGS = List.of(BENCHMARK, "isPublished", Project.ALL_ARTIFACT_TYPES);

    private ProjectSettings() {}

    static Optional<String> text(Project project, String name) {
        JsonNode value = Json.parseObject(project.settings()).path(name);
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    static boolean flag(Project project, String name) {
        return Json.parseObject(project.settings()).path(name).asBoolean(false);
    }

    /// The settings with what the input gives over them; empty when it gives none.
    static Optional<String> updated(Optional<String> before, Arguments input) {
        ObjectNode changes = Json.object();
        TEXTS.forEach(name -> input.text(name).ifPresent(value -> changes.put(name, value)));
        FLAGS.forEach(name -> input.flag(name).ifPresent(value -> changes.put(name, value)));
        input.texts(Project.PROTECTED_ALIASES)
                .ifPresent(aliases -> changes.set(Project.PROTECTED_ALIASES, Json.tree(aliases)));
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode settings = before.map(Json::parseObject).orElseGet(Json::object);
        settings.setAll(changes);
        return Optional.of(Json.write(settings));
    }
}
