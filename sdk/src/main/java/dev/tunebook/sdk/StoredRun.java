package dev.tunebook.sdk;

import dev.tunebook.model.HistoryRow;
import dev.tunebook.model.RunConfig;
import dev.tunebook.model.RunPath;
import dev.tunebook.model.RunState;
import dev.tunebook.model.Summary;
import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.RunConfigCodec;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.VersionFields;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.download.RemoteFile;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.http.Traffic;
import dev.tunebook.sdk.internal.read.RunReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run on the server, read back with [Api]. Its fields are as they were when it was asked for; history,
/// files, console and artifacts are read when they are asked for, page by page as the stream goes on. Safe
/// for concurrent use.
public final class StoredRun {
    private final Client client;
    private final RunPath path;
    private final JsonNode fields;
    private final RunReader reader;

    StoredRun(Client client, RunPath path, JsonNode fields) {
        this.client = client;
        this.path = path;
        this.fields = fields;
        this.reader = new RunReader(client, path);
    }

    /// `entity/project/id`.
    public RunPath path() {
        return path;
    }

    /// The id, unique in the project.
    public String id() {
        return path.run().value();
    }

    /// The name for people.
    public String name() {
        return fields.path("displayName").asString(id());
    }

    public RunState state() {
        return new RunState(fields.path("state").asString(""));
    }

    public Optional<String> group() {
        return text("group");
    }

    public Optional<String> jobType() {
        return text("jobType");
    }

    public Optional<String> notes() {
        return text("notes");
    }

    public List<String> tags() {
        return fields.path("tags").values().stream()
                .map(tag -> tag.asString(""))
                .toList();
    }

    /// Whose key wrote it.
    public Optional<String> user() {
        return Json.text(fields.path("user").get("username"));
    }

    public Instant createdAt() {
        return VersionFields.time(fields.path("createdAt").asString(""));
    }

    /// When the server last heard of it.
    public Optional<Instant> heartbeatAt() {
        return text("heartbeatAt").map(VersionFields::time);
    }

    public RunConfig config() {
        return RunConfigCodec.read(fields.path("config").asString("{}"));
    }

    /// The latest value of each key.
    public Summary summary() {
        try {
            return new Summary(
                    Json.members(Json.parseObject(fields.path("summaryMetrics").asString("{}"))));
        } catch (InvalidJsonException nothingReadable) {
            return Summary.EMPTY;
        }
    }

    /// How many rows were logged.
    public long historyLineCount() {
        return fields.path("historyLineCount").asLong(0);
    }

    /// Every row with every key, in order of the steps.
    public Stream<HistoryRow> history() {
        return history(0, Long.MAX_VALUE);
    }

    /// The rows from one step (inclusive) to another (exclusive).
    public Stream<HistoryRow> history(long fromStep, long toStep) {
        return reader.history(fromStep, toStep);
    }

    /// The keys that have a value in some row; those of nested objects joined with dots.
    public Set<String> historyKeys() {
        return reader.historyKeys();
    }

    /// Rows that hold all of some keys, thinned out evenly by the server.
    ///
    /// @param keys such as `loss`, or `nested.loss`; name `_step` to get it too
    /// @param samples most rows to get
    public List<Map<String, JsonNode>> sampledHistory(List<String> keys, int samples) {
        return reader.sampled(keys, samples);
    }

    /// What the run printed.
    public Stream<ConsoleLine> console() {
        return reader.console();
    }

    /// Its files, in no order to rely on.
    public Stream<StoredFile> files() {
        return reader.files().map(this::stored);
    }

    /// One of its files; empty when there is none of this name.
    public Optional<StoredFile> file(String name) {
        return reader.file(name).map(this::stored);
    }

    private StoredFile stored(RemoteFile file) {
        return new StoredFile(client, file);
    }

    /// What the run was given.
    public Stream<ArtifactVersion> inputArtifacts() {
        return reader.artifacts(Operation.RUN_INPUT_ARTIFACTS).map(this::version);
    }

    /// What the run made.
    public Stream<ArtifactVersion> outputArtifacts() {
        return reader.artifacts(Operation.RUN_OUTPUT_ARTIFACTS).map(this::version);
    }

    private ArtifactVersion version(VersionFields version) {
        return ArtifactVersion.of(client, version);
    }

    /// Changes name, notes, tags, group, job type and configuration values; what the options leave out stays.
    ///
    /// @return the run as it is now
    /// @throws InvalidInputException when the options say something a stored run cannot change
    public StoredRun update(RunOptions changes) {
        boolean foreign = changes.project().isPresent()
                || changes.entity().isPresent()
                || changes.id().isPresent()
                || changes.resume().isPresent()
                || changes.rewindTo().isPresent()
                || changes.startedAt().isPresent();
        if (foreign) {
            throw new InvalidInputException("the run " + path
                    + " is stored: only name, notes, tags, group, job type and config can be changed");
        }
        ObjectNode variables = Json.object()
                .put("id", fields.path("id").asString(""))
                .put("entity", path.entity().value())
                .put("project", path.project().value())
                .put("name", id());
        changes.name().ifPresent(name -> variables.put("displayName", name));
        changes.notes().ifPresent(notes -> variables.put("notes", notes));
        changes.tags().ifPresent(tags -> variables.set("tags", Json.tree(tags)));
        changes.group().ifPresent(group -> variables.put("groupName", group));
        changes.jobType().ifPresent(type -> variables.put("jobType", type));
        if (!changes.config().isEmpty()) {
            RunConfig newest = reread().config();
            variables.put("config", RunConfigCodec.write(newest.with(RunConfig.ofValues(changes.config()))));
        }
        client.graphQl().run(Operation.UPSERT_BUCKET, variables, Traffic.UPSERT_RUN);
        return reread();
    }

    private StoredRun reread() {
        return new StoredRun(client, path, reader.fields().orElseThrow(() -> RunReader.gone(path)));
    }

    private Optional<String> text(String member) {
        return Json.text(fields.get(member)).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
