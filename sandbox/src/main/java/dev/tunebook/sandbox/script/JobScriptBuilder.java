package dev.tunebook.sandbox.script;

import dev.tunebook.model.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a [JobScript]. Unless told otherwise the job is supervised, has 30 steps in three epochs, and
/// succeeds; its events,
/// checkpoints and results follow from its curve.
///
/// All times count from the creation of the job.
public final class JobScriptBuilder {

    final String id;
    Dialect dialect = Dialect.OPENAI_2025;

    @Nullable
    Instant createdAt;

    @Nullable
    Duration age;

    String model = "gpt-4o-mini-2024-07-18";

    @Nullable
    String fineTunedModel;

    @Nullable
    String suffix;

    @Nullable
    Long seed;

    String organizationId = "org-sandbox";
    String trainingFile = "file-training";

    @Nullable
    String validationFile;

    String method = "supervised";
    final ObjectNode methodFields = Json.object();
    final Map<String, ScriptedHyperparameter> hyperparameters = new LinkedHashMap<>();

    Duration validating = Duration.ofSeconds(47);
    Duration queued = Duration.ofSeconds(3);
    int steps = 30;
    int epochs = 3;
    Duration perStep = Duration.ofSeconds(2);
    Duration silentTail = Duration.ofSeconds(90);
    int eventEvery;

    @Nullable
    MetricCurve curve;

    final List<StatusChange> insertedStatuses = new ArrayList<>();

    @Nullable
    StatusChange lastStatus;

    @Nullable
    Failure failure;

    final List<ScriptedEvent> extraEvents = new ArrayList<>();
    boolean eventTypes = true;

    @Nullable
    List<ScriptedCheckpoint> checkpoints;

    Results results = Results.ofCurve();

    @Nullable
    Long trainedTokens;

    @Nullable
    ErrorForm errorForm;

    final Map<String, String> metadata = new LinkedHashMap<>();
    final List<JsonNode> integrations = new ArrayList<>();
    final ObjectNode extraFields = Json.object();
    final Set<String> absentFields = new HashSet<>();

    JobScriptBuilder(String id) {
        this.id = id;
    }

    public JobScriptBuilder dialect(Dialect value) {
        dialect = value;
        return this;
    }

    /// When the job was created. Without this it was created long enough before it is added to have ended.
    public JobScriptBuilder createdAt(Instant value) {
        createdAt = value;
        return this;
    }

    /// Created this long before it is added to a sandbox; zero: right then.
    public JobScriptBuilder createdAgo(Duration value) {
        age = value;
        return this;
    }

    /// The base model, resolved, or another job's tuned model.
    public JobScriptBuilder model(String value) {
        model = value;
        return this;
    }

    /// The name of the tuned model, where the usual one will not do.
    public JobScriptBuilder fineTunedModel(String value) {
        fineTunedModel = value;
        return this;
    }

    public JobScriptBuilder suffix(String value) {
        suffix = value;
        return this;
    }

    /// The seed of the job; its curve depends on it too.
    public JobScriptBuilder seed(long value) {
        seed = value;
        return this;
    }

    public JobScriptBuilder organization(String value) {
        organizationId = value;
        return this;
    }

    public JobScriptBuilder trainingFile(String fileId) {
        trainingFile = fileId;
        return this;
    }

    public JobScriptBuilder validationFile(String fileId) {
        validationFile = fileId;
        return this;
    }

    /// Another method than `supervised`: `dpo`, `reinforcement`, or one nobody knows.
    public JobScriptBuilder method(String value) {
        method = value;
        return this;
    }

    /// A field of the method beside its hyperparameters, such as `grader`.
    public JobScriptBuilder methodField(String name, JsonNode value) {
        methodFields.set(name, value);
        return this;
    }

    /// A hyperparameter given as a number or a text.
    public JobScriptBuilder hyperparameter(String name, Object value) {
        return hyperparameter(name, value, value);
    }

    /// A hyperparameter requested as one value (such as `"auto"`) and resolved to another when the job runs.
    public JobScriptBuilder hyperparameter(String name, Object requested, Object resolved) {
        hyperparameters.put(name, new ScriptedHyperparameter(name, Json.tree(requested), Json.tree(resolved)));
        return this;
    }

    public JobScriptBuilder validating(Duration value) {
        validating = value;
        return this;
    }

    public JobScriptBuilder queued(Duration value) {
        queued = value;
        return this;
    }

    /// How many steps in how many epochs, and how long one takes.
    public JobScriptBuilder training(int stepCount, int epochCount, Duration timePerStep) {
        steps = stepCount;
        epochs = epochCount;
        perStep = timePerStep;
        return this;
    }

    /// The time after the last step in which the job still says `running`.
    public JobScriptBuilder silentTail(Duration value) {
        silentTail = value;
        return this;
    }

    public JobScriptBuilder curve(MetricCurve value) {
        curve = value;
        return this;
    }

    /// A metrics event every so many steps: 1, or 10 as Azure does.
    public JobScriptBuilder eventEvery(int stepCount) {
        eventEvery = stepCount;
        return this;
    }

    /// Leaves the key `type` out of every event.
    public JobScriptBuilder withoutEventTypes() {
        eventTypes = false;
        return this;
    }

    /// One more event, of any type and with any data.
    public JobScriptBuilder event(Duration at, EventBody body) {
        extraEvents.add(new ScriptedEvent(at, () -> body));
        return this;
    }

    /// One more event whose body is made when it is read.
    public JobScriptBuilder event(Duration at, Supplier<EventBody> body) {
        extraEvents.add(new ScriptedEvent(at, body));
        return this;
    }

    /// A status for a while: from `at` until the next one the job would have anyway.
    public JobScriptBuilder alsoStatus(Duration at, String status) {
        insertedStatuses.add(new StatusChange(at, status));
        return this;
    }

    /// The last status of the job, whatever it would have done: `cancelled`, `paused`, or one nobody knows.
    public JobScriptBuilder statusAfter(Duration at, String status) {
        lastStatus = new StatusChange(at, status);
        return this;
    }

    /// The job fails at the end of validation.
    public JobScriptBuilder fails(String code, @Nullable String param, String message) {
        return failsAfter(validating, code, param, message);
    }

    public JobScriptBuilder failsAfter(Duration at, String code, @Nullable String param, String message) {
        failure = new Failure(code, Optional.ofNullable(param), message);
        return statusAfter(at, "failed");
    }

    public JobScriptBuilder cancelledAfter(Duration at) {
        return statusAfter(at, "cancelled");
    }

    /// These checkpoints instead of the last three epochs.
    public JobScriptBuilder checkpoints(List<ScriptedCheckpoint> value) {
        checkpoints = value;
        return this;
    }

    /// What the result file holds and when it appears.
    public JobScriptBuilder results(Results value) {
        results = value;
        return this;
    }

    public JobScriptBuilder trainedTokens(long value) {
        trainedTokens = value;
        return this;
    }

    public JobScriptBuilder errorForm(ErrorForm value) {
        errorForm = value;
        return this;
    }

    public JobScriptBuilder metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /// An entry of `integrations`, as written.
    public JobScriptBuilder integration(JsonNode value) {
        integrations.add(value);
        return this;
    }

    /// A field of the job object, new or in place of the usual one.
    public JobScriptBuilder field(String name, @Nullable Object value) {
        extraFields.set(name, Json.tree(value));
        return this;
    }

    /// Leaves a field out of the job object.
    public JobScriptBuilder withoutField(String name) {
        absentFields.add(name);
        return this;
    }

    /// The finished script.
    public JobScript build() {
        return new JobAssembly(this).script();
    }
}
