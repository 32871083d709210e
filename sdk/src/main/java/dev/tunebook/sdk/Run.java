package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.MetricKey;
import dev.tunebook.model.RunConfig;
import dev.tunebook.model.RunPath;
import dev.tunebook.model.Summary;
import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.RunConfigCodec;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.SaveOrder;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.upload.RunOpening;
import dev.tunebook.sdk.internal.upload.SummaryFold;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run being written. What a method took is on the local disk when it returns, and on its way to the
/// server; a killed process loses none of it, see [Wandb#sync]. Safe for concurrent use; any number of runs
/// may be open in one process.
public final class Run implements AutoCloseable {
    private static final Set<String> RESERVED =
            Set.of(HistoryRowCodec.STEP, HistoryRowCodec.TIMESTAMP, HistoryRowCodec.RUNTIME, RunConfig.PROTOCOL_KEY);

    private final RunBackend backend;
    private final RunOpening opening;
    private final Optional<URI> url;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final RunMedia media;
    private final SummaryFold summary;
    private final MetricDefinitions metrics = new MetricDefinitions();
    private final RunRows rows;
    private final RunConsole console;
    private RunConfig config;
    private boolean finished;

    /// @param world its clock and its random numbers
    /// @param start from when run times count
    Run(
            RunBackend backend,
            RunOpening opening,
            Optional<URI> url,
            Client.World world,
            Instant start,
            boolean structuredConsole) {
        this.backend = backend;
        this.random = world.random();
        this.media = new RunMedia(backend, opening.address().run(), random);
        this.opening = opening;
        this.url = url;
        this.clock = world.clock();
        this.summary = new SummaryFold(opening.summary());
        this.rows = new RunRows(backend, opening, summary, start);
        this.console = new RunConsole(backend, opening.nextLine(FileStreamRequest.OUTPUT), structuredConsole);
        this.config = opening.config();
    }

    /// The id, unique in the project.
    public String id() {
        return opening.address().run();
    }

    /// The name for people, as the server has it.
    public String name() {
        return opening.displayName();
    }

    /// `entity/project/id`; empty while it is not decided, that is, offline without an entity.
    public Optional<RunPath> path() {
        boolean decided = !opening.address().entity().isEmpty()
                && !opening.address().project().isEmpty();
        return decided ? Optional.of(opening.address().path()) : Optional.empty();
    }

    /// The page of the run; empty when it is not online.
    public Optional<URI> url() {
        return url;
    }

    /// Whether the run was there before this process opened it.
    public boolean isResumed() {
        return opening.resumed();
    }

    /// Whether somebody asked on the server that the run stops; the program decides how.
    public boolean isStopRequested() {
        return backend.isStopRequested();
    }

    /// Logs one row at the next step.
    ///
    /// @param values numbers, texts, booleans, lists, maps of these, a [Table], an [Image] or several, by key
    public void log(Map<String, ?> values) {
        synchronized (this) {
            log(values, rows.step() + 1);
        }
    }

    /// Logs at a step. The same step again adds to its row.
    ///
    /// @throws InvalidInputException when the step lies before the last one
    public void log(Map<String, ?> values, long atStep) {
        log(values, atStep, clock.instant());
    }

    /// Logs at a step something that happened at another time.
    public synchronized void log(Map<String, ?> values, long atStep, Instant time) {
        requireOpen();
        rows.requireNotBefore(atStep);
        values.keySet().forEach(Run::checkedKey);
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        values.forEach((key, value) -> nodes.put(key, Input.checked(() -> media.value(key, value, atStep))));
        rows.log(nodes, atStep, time);
    }

    /// Sets configuration values, key by key.
    public synchronized void config(Map<String, ?> values) {
        requireOpen();
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        values.forEach((key, value) -> nodes.put(checkedKey(key), Input.json(value)));
        changeConfig(RunConfig.ofValues(nodes));
    }

    /// The configuration as it stands.
    public synchronized RunConfig config() {
        return config;
    }

    /// Sets summary values, key by key. Later rows of the same key replace them.
    public synchronized void summary(Map<String, ?> values) {
        requireOpen();
        ObjectNode nodes = Json.object();
        values.forEach((key, value) -> nodes.set(checkedKey(key), Input.json(value)));
        backend.append(new JournalRecord.SummaryChanged(nodes));
        summary.set(Json.members(nodes));
    }

    /// The summary as it stands: the latest value of each key.
    public synchronized Summary summary() {
        return summary.summary();
    }

    /// Says how a metric is drawn and summed up, from now on. A name with `*` is a pattern, for charts only.
    public synchronized void defineMetric(String name, MetricOptions options) {
        requireOpen();
        metrics.define(checkedKey(name), options);
        summary.define(name, options.summary());
        backend.append(new JournalRecord.MetricDefined(
                name, options.summary().stream().map(Enum::name).toList()));
        ObjectNode own = config.value(RunConfig.PROTOCOL_KEY)
                .map(JsonNode::deepCopy)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(Json::object);
        own.set("m", metrics.tree());
        changeConfig(RunConfig.ofValues(Map.of(RunConfig.PROTOCOL_KEY, own)));
    }

    /// Writes to the run's console, now.
    public void console(String text) {
        console(ConsoleLine.of(clock.instant(), text));
    }

    /// Writes to the run's console; text of several lines becomes several.
    public synchronized void console(ConsoleLine line) {
        requireOpen();
        console.print(line);
    }

    /// Saves a file with the run; it is on the server when this returns. The same name again replaces it.
    ///
    /// @param name relative, with forward slashes
    public void saveFile(String name, byte[] content) {
        requireOpen();
        backend.saveFile(fileName(name), new HttpCall.Body.Bytes(content));
    }

    /// Saves a file with the run, see [#saveFile(String, byte[])].
    public void saveFile(String name, Path content) {
        requireOpen();
        backend.saveFile(fileName(name), new HttpCall.Body.File(content));
    }

    private static String fileName(String name) {
        return Input.checked(() -> new LogicalPath(name)).value();
    }

    /// Saves an artifact as an output of this run; it is committed when this returns. Where its collection
    /// holds the same content already, that version gets the aliases. A failed call may be repeated with
    /// the same artifact: it continues, and never makes two versions.
    ///
    /// @param aliases labels of the version; name `latest` among them
    /// @throws InvalidInputException when the collection has another type, or a file changed since it was added
    public ArtifactVersion logArtifact(Artifact artifact, List<String> aliases) {
        return save(artifact, aliases, true);
    }

    /// [#logArtifact(Artifact, List)] with the alias `latest`.
    public ArtifactVersion logArtifact(Artifact artifact) {
        return logArtifact(artifact, List.of(ArtifactAlias.LATEST.value()));
    }

    /// Records an artifact version as an input of this run.
    ///
    /// @param name `name:alias`, or `entity/project/name:alias`; without an alias it is `latest`
    /// @throws dev.tunebook.sdk.error.ApiException with the code `not_found` when there is none
    public ArtifactVersion useArtifact(String name) {
        requireOpen();
        return backend.use(name);
    }

    /// Records an artifact version as an input of this run.
    public ArtifactVersion useArtifact(ArtifactVersion version) {
        requireOpen();
        backend.use(version);
        return version;
    }

    /// Saves an artifact that this run did not make, such as the data it was given, and records it as an input.
    ///
    /// @param aliases labels of the version; name `latest` among them
    public ArtifactVersion useArtifact(Artifact artifact, List<String> aliases) {
        return save(artifact, aliases, false);
    }

    private ArtifactVersion save(Artifact artifact, List<String> aliases, boolean output) {
        long atStep;
        synchronized (this) {
            requireOpen();
            atStep = Math.max(rows.step(), 0);
        }
        return backend.save(artifact.draft(random), new SaveOrder(output, Artifacts.aliases(aliases), atStep));
    }

    /// Shows a version in another collection too, made where it is missing.
    ///
    /// @param target `[entity/]project/name`; a registry's is `wandb-registry-X/name`
    /// @param aliases labels of the version there
    /// @return the version as it is seen there
    public ArtifactVersion linkArtifact(ArtifactVersion version, String target, List<String> aliases) {
        requireOpen();
        return backend.link(version, target, Artifacts.aliases(aliases));
    }

    /// Sends what was logged until now at once, instead of with the next batch. Returns when the server has it, or
    /// has not taken it for as long as the end of a run would wait; then the run goes on trying.
    public void flush() {
        synchronized (this) {
            requireOpen();
        }
        backend.flush();
    }

    /// Ends the run as successful, see [#finish(int)].
    public void finish() {
        finish(0);
    }

    /// Ends the run and waits until the server has everything. Again is nothing.
    ///
    /// @param exitCode 0 for `finished`, anything else for `failed`
    /// @throws dev.tunebook.sdk.error.TransportException when the server does not take it; the message says
    ///     where the rest is kept
    public void finish(int exitCode) {
        if (letGo()) {
            backend.finish(exitCode);
        }
    }

    /// Waits until the server has everything, then lets go of the run without ending it: somebody will go
    /// on with it. Its state stays `running` until the server misses its writer.
    ///
    /// @throws dev.tunebook.sdk.error.TransportException as [#finish(int)] does
    public void detach() {
        if (letGo()) {
            backend.detach();
        }
    }

    /// Lets go of the run at once, as if the program had been killed, except that nothing stays on the
    /// local disk: what the server does not have yet is dropped. For runs that will be written anew.
    public void abandon() {
        if (letGo()) {
            backend.abandon();
        }
    }

    private synchronized boolean letGo() {
        boolean first = !finished;
        finished = true;
        return first;
    }

    /// [#finish()], for try-with-resources. A run left by an exception should be finished with another exit
    /// code first.
    @Override
    public void close() {
        finish(0);
    }

    private void changeConfig(RunConfig newer) {
        config = config.with(newer);
        backend.append(new JournalRecord.ConfigChanged(RunConfigCodec.write(config)));
    }

    private synchronized void requireOpen() {
        if (finished) {
            throw new InvalidInputException("the run \"" + id() + "\" is finished; resume it to go on");
        }
    }

    private static String checkedKey(String key) {
        MetricKey checked = Input.checked(() -> new MetricKey(key));
        if (RESERVED.contains(key)) {
            throw new InvalidInputException("the key \"" + key + "\" belongs to the protocol; choose another");
        }
        return checked.value();
    }
}
