package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.Summary;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.internal.client.RunAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's beginning as its journal keeps it.
public final class RunSpecCodec {
    private RunSpecCodec() {}

    /// A run that waits for a server.
    public static ObjectNode tree(RunSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        spec.entity().ifPresent(value -> values.put("entity", value));
        spec.project().ifPresent(value -> values.put("project", value));
        values.put("id", spec.id());
        spec.name().ifPresent(value -> values.put("name", value));
        spec.notes().ifPresent(value -> values.put("notes", value));
        spec.tags().ifPresent(value -> values.put("tags", value));
        spec.group().ifPresent(value -> values.put("group", value));
        spec.jobType().ifPresent(value -> values.put("jobType", value));
        values.put("existing", spec.existing().name());
        spec.rewindTo().ifPresent(value -> values.put("rewindTo", value));
        values.put("keepEdited", spec.keepEdited());
        values.put("config", spec.config());
        return Json.object(Json.members(Json.tree(values)));
    }

    /// A run that is on a server.
    ///
    /// @param base index there of the first line of each file, where the journal counts from 0
    public static ObjectNode tree(RunSpec spec, RunOpening opening, Map<String, Long> base) {
        ObjectNode tree = tree(spec);
        RunAddress address = opening.address();
        tree.set("openedIn", Json.tree(List.of(address.entity(), address.project(), address.run())));
        tree.set("summary", Json.object(opening.summary().values()));
        tree.set("base", Json.tree(base));
        return tree;
    }

    /// Where the run is; empty while it waits for a server.
    public static Optional<RunAddress> address(ObjectNode tree) {
        JsonNode names = tree.path("openedIn");
        return names.size() == 3
                ? Optional.of(new RunAddress(
                        names.get(0).asString(),
                        names.get(1).asString(),
                        names.get(2).asString()))
                : Optional.empty();
    }

    /// The summary the run had on the server when it was opened.
    public static Summary summary(ObjectNode tree) {
        return new Summary(Json.members(tree.path("summary")));
    }

    /// See [#tree(RunSpec, RunOpening, Map)].
    public static Map<String, Long> base(ObjectNode tree) {
        Map<String, Long> base = new LinkedHashMap<>();
        Json.members(tree.path("base")).forEach((file, index) -> base.put(file, index.asLong(0)));
        return base;
    }

    public static RunSpec read(ObjectNode tree) {
        JsonNode rewind = tree.path("rewindTo");
        return new RunSpec(
                Json.text(tree.get("entity")),
                Json.text(tree.get("project")),
                tree.path("id").asString(""),
                Json.text(tree.get("name")),
                Json.text(tree.get("notes")),
                tree.has("tags")
                        ? Optional.of(tree.path("tags").values().stream()
                                .map(JsonNode::asString)
                                .toList())
                        : Optional.empty(),
                Json.text(tree.get("group")),
                Json.text(tree.get("jobType")),
                RunSpec.Existing.valueOf(tree.path("existing").asString("UNCHECKED")),
                rewind.isNumber() ? OptionalLong.of(rewind.asLong()) : OptionalLong.empty(),
                tree.path("keepEdited").asBoolean(false),
                tree.path("config").asString("{}"));
    }
}
