package dev.tunebook.sdk.internal.journal;

import dev.tunebook.model.wire.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One entry of a run's journal.
public sealed interface JournalRecord {

    /// The entry as JSON, with its kind.
    ObjectNode tree();

    /// The first entry: which run this is, as the caller asked for it.
    record Started(ObjectNode run) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            ObjectNode tree = kind("started");
            tree.set("run", run);
            return tree;
        }
    }

    /// A line of a streamed file; the same index again replaces the line.
    record Line(String file, long index, String text) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            return kind("line").put("file", file).put("index", index).put("text", text);
        }
    }

    /// Values to lay over the summary.
    record SummaryChanged(ObjectNode values) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            ObjectNode tree = kind("summary");
            tree.set("values", values);
            return tree;
        }
    }

    /// What the summary keeps of a metric.
    ///
    /// @param kinds names of the kept values, empty for the latest
    record MetricDefined(String name, List<String> kinds) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            ObjectNode tree = kind("metric").put("name", name);
            tree.set("kinds", Json.tree(kinds));
            return tree;
        }
    }

    /// The full configuration in its wire form.
    record ConfigChanged(String config) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            return kind("config").put("config", config);
        }
    }

    /// A run file that is on the server, or waits below the run's folder.
    record FileSaved(String name, boolean onServer) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            return kind("file").put("name", name).put("onServer", onServer);
        }
    }

    /// An artifact that waits below the run's folder.
    record ArtifactLogged(ObjectNode artifact) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            ObjectNode tree = kind("artifact");
            tree.set("artifact", artifact);
            return tree;
        }
    }

    /// The run has ended.
    record Finished(int exitCode) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            return kind("finished").put("exitCode", exitCode);
        }
    }

    /// The server has everything before this position.
    record Acknowledged(long position) implements JournalRecord {
        @Override
        public ObjectNode tree() {
            return kind("acknowledged").put("position", position);
        }
    }

    /// Empty for a kind a later version wrote.
    static Optional<JournalRecord> of(JsonNode tree) {
        return Optional.ofNullable(
                switch (tree.path("kind").asString("")) {
                    case "started" -> new Started(object(tree.path("run")));
                    case "line" ->
                        new Line(
                                tree.path("file").asString(""),
                                tree.path("index").asLong(0),
                                tree.path("text").asString(""));
                    case "summary" -> new SummaryChanged(object(tree.path("values")));
                    case "metric" ->
                        new MetricDefined(
                                tree.path("name").asString(""),
                                tree.path("kinds").values().stream()
                                        .map(JsonNode::asString)
                                        .toList());
                    case "config" -> new ConfigChanged(tree.path("config").asString("{}"));
                    case "file" ->
                        new FileSaved(
                                tree.path("name").asString(""),
                                tree.path("onServer").asBoolean(false));
                    case "artifact" -> new ArtifactLogged(object(tree.path("artifact")));
                    case "finished" -> new Finished(tree.path("exitCode").asInt(1));
                    case "acknowledged" ->
                        new Acknowledged(tree.path("position").asLong(0));
                    default -> null;
                });
    }

    private static ObjectNode kind(String kind) {
        return Json.object().put("kind", kind);
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : Json.object();
    }
}
