package dev.tunebook.sandbox.script;

import dev.tunebook.model.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts a script together from what its builder was told, and fills in the rest as a real job would have it.
final class JobAssembly {

    private static final Instant ANY_START = Instant.parse("2026-06-16T19:38:57Z");

    private final JobScriptBuilder told;
    private final long seed;
    private final MetricCurve curve;
    private final Duration started;
    private final Duration trained;

    JobAssembly(JobScriptBuilder told) {
        this.told = told;
        Long toldSeed = told.seed;
        this.seed = toldSeed == null ? Noise.of(0, told.id) & Integer.MAX_VALUE : toldSeed;
        this.curve = Objects.requireNonNullElseGet(told.curve, this::usualCurve);
        this.started = told.validating.plus(told.queued);
        this.trained = started.plus(told.perStep.multipliedBy(told.steps));
    }

    JobScript script() {
        List<StatusChange> timeline = timeline();
        String model = Objects.requireNonNullElseGet(told.fineTunedModel, this::modelName);
        boolean succeeds = timeline.getLast().status().equals("succeeded");
        List<ScriptedCheckpoint> checkpoints =
                Objects.requireNonNullElseGet(told.checkpoints, () -> succeeds ? checkpoints(model) : List.of());
        return new JobScript(
                told.id,
                told.dialect,
                Optional.ofNullable(told.createdAt),
                Objects.requireNonNullElseGet(
                        told.age, () -> timeline.getLast().at().plus(Duration.ofHours(1))),
                told.model,
                model,
                Optional.ofNullable(told.suffix),
                seed,
                told.organizationId,
                told.trainingFile,
                Optional.ofNullable(told.validationFile),
                told.method,
                told.methodFields,
                hyperparameters(),
                timeline,
                Optional.ofNullable(told.failure),
                new JobEvents(told, curve, started, timeline.getLast(), checkpoints, model).list(),
                checkpoints,
                succeeds && told.results.present() ? Optional.of(results()) : Optional.empty(),
                succeeds ? trainedTokens() : OptionalLong.empty(),
                Objects.requireNonNullElse(
                        told.errorForm, told.dialect == Dialect.OPENAI_2025 ? ErrorForm.EMPTY_OBJECT : ErrorForm.NULL),
                told.metadata,
                told.integrations,
                told.extraFields,
                told.absentFields);
    }

    private MetricCurve usualCurve() {
        int validationEvery = told.validationFile == null ? 0 : 10;
        return switch (told.method) {
            case "dpo" -> new Curves.Preference(seed, told.steps, told.epochs, validationEvery);
            case "reinforcement" -> new Curves.Reinforcement(seed, told.steps, 5, List.of(grader()));
            default -> new Curves.Supervised(seed, told.steps, told.epochs, 2.1, 0.25, 0.08, validationEvery, false);
        };
    }

    private Curves.Reinforcement.Grader grader() {
        JsonNode grader = told.methodFields.path("grader");
        return new Curves.Reinforcement.Grader(
                grader.path("type").asString("string_check"),
                grader.path("name").asString("grader"),
                0.85);
    }

    private List<StatusChange> timeline() {
        List<StatusChange> changes = new ArrayList<>();
        changes.add(new StatusChange(Duration.ZERO, told.dialect.isAzure() ? "pending" : "validating_files"));
        if (!told.dialect.isAzure()) {
            changes.add(new StatusChange(told.validating, "queued"));
        }
        changes.add(new StatusChange(started, "running"));
        changes.add(new StatusChange(trained.plus(told.silentTail), "succeeded"));
        changes.addAll(told.insertedStatuses);
        StatusChange last = told.lastStatus;
        if (last != null) {
            changes.removeIf(change -> change.at().compareTo(last.at()) >= 0);
            changes.add(last);
        }
        changes.sort(Comparator.comparing(StatusChange::at));
        return changes;
    }

    private List<ScriptedHyperparameter> hyperparameters() {
        if (!told.hyperparameters.isEmpty()) {
            return List.copyOf(told.hyperparameters.values());
        }
        Object unset = told.dialect.isAzure() ? (Object) (-1) : "auto";
        ScriptedHyperparameter epochs =
                new ScriptedHyperparameter("n_epochs", Json.tree(unset), Json.tree(told.epochs));
        if (told.dialect == Dialect.OPENAI_2023) {
            return List.of(epochs);
        }
        return List.of(
                epochs,
                new ScriptedHyperparameter("batch_size", Json.tree(unset), Json.tree(1)),
                new ScriptedHyperparameter("learning_rate_multiplier", Json.tree(unset), Json.tree(1.8)));
    }

    private String modelName() {
        String suffix = Objects.requireNonNullElse(told.suffix, "");
        if (told.dialect.isAzure()) {
            return told.model + ".ft-" + Noise.hex(seed, told.id, 32) + (suffix.isEmpty() ? "" : "-" + suffix);
        }
        // A model tuned again keeps the name of the base both come from.
        String base = told.model.startsWith("ft:") ? told.model.split(":", -1)[1] : told.model;
        String organization = told.organizationId.replaceFirst("^org-", "");
        return "ft:" + base + ":" + organization + ":" + suffix + ":" + Noise.base62(seed, told.id, 8);
    }

    private List<ScriptedCheckpoint> checkpoints(String model) {
        List<ScriptedCheckpoint> checkpoints = new ArrayList<>();
        Duration listed = trained.plus(told.silentTail.dividedBy(2));
        for (int epoch = Math.max(1, told.epochs - 2); epoch <= told.epochs; epoch++) {
            int step = Curves.epochEnd(epoch, told.steps, told.epochs);
            ObjectNode metrics = Json.object().put("step", step);
            metrics.setAll(curve.at(step));
            if (!told.dialect.isAzure() && told.method.equals("supervised")) {
                metrics.put("type", told.method);
            }
            String hash = Noise.base62(seed, told.id + " checkpoint " + step, 8);
            String name =
                    epoch == told.epochs ? model : model.substring(0, model.length() - 8) + hash + ":ckpt-step-" + step;
            checkpoints.add(new ScriptedCheckpoint(listed, step, name, metrics));
        }
        return checkpoints;
    }

    private ScriptedResults results() {
        Results wanted = told.results;
        boolean openai = told.dialect == Dialect.OPENAI_2025;
        byte[] content = wanted.content().orElseGet(() -> {
            byte[] csv = new ResultCsv(wanted.layout().orElseGet(this::usualLayout), curve, told.steps)
                    .text(ANY_START, told.perStep.toMillis() / 1000.0)
                    .getBytes(StandardCharsets.UTF_8);
            return wanted.inBase64().orElse(openai) ? Base64.getEncoder().encode(csv) : csv;
        });
        return new ScriptedResults(
                wanted.fileId().orElseGet(() -> "file-" + Noise.base62(seed, told.id + " results", 22)),
                told.dialect.isAzure() ? "results.csv" : "step_metrics.csv",
                content,
                wanted.listedAfter(),
                wanted.readableAfter());
    }

    private ResultLayout usualLayout() {
        if (!told.method.equals("supervised")) {
            return ResultLayout.TREE;
        }
        return told.dialect.isAzure() ? ResultLayout.AZURE_2024 : ResultLayout.OPENAI;
    }

    private OptionalLong trainedTokens() {
        Long tokens = told.trainedTokens;
        return OptionalLong.of(tokens == null ? told.steps * 58L : tokens);
    }
}
