package dev.tunebook.sandbox.demo;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Curves;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.Noise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The story of the account: who trained what in the last four weeks, and how it went.
final class DemoJobs {

    private static final String MINI = "gpt-4o-mini-2024-07-18";
    private static final String MINI_41 = "gpt-4.1-mini-2025-04-14";

    private final long seed;
    private final Instant now;
    private final DemoFiles files;
    private final List<JobScript> jobs = new ArrayList<>();

    DemoJobs(long seed, Instant now, DemoFiles files) {
        this.seed = seed;
        this.now = now;
        this.files = files;
    }

    static String id(long seed, String name) {
        return "ftjob-" + Noise.base62(seed, "job " + name, 24);
    }

    /// When a job of this age was created: not all on the hour.
    static Instant created(long seed, Instant now, String name, Duration age) {
        return now.minus(age).minusSeconds((long) (3000 * Noise.uniform(seed, "created " + name, 0)));
    }

    List<JobScript> list() {
        JobScript support = add(support());
        add(sql());
        add(catalogue());
        add(sqlOverfitted());
        add(japanese());
        add(invoicesBroken());
        add(invoices());
        add(triageCancelled());
        add(triage());
        add(orders());
        add(tone());
        add(problems());
        add(escalations(support.fineTunedModel()));
        return List.copyOf(jobs);
    }

    private JobScript add(JobScriptBuilder job) {
        JobScript script = job.build();
        jobs.add(script);
        return script;
    }

    private JobScriptBuilder job(String name, Duration age, DemoFile training) {
        return JobScript.job(id(seed, name))
                .createdAt(created(seed, now, name, age))
                .seed(jobSeed(name))
                .organization(DemoData.ORGANIZATION)
                .trainingFile(training.id())
                .validating(Duration.ofSeconds(between(name, "validating", 29, 96)))
                .queued(Duration.ofSeconds(between(name, "queued", 2, 190)))
                .silentTail(Duration.ofSeconds(between(name, "tail", 70, 410)));
    }

    private long between(String name, String what, int least, int most) {
        return least + (long) ((most - least) * Noise.uniform(seed, what + " " + name, 0));
    }

    private long jobSeed(String name) {
        return Noise.of(seed, "seed " + name) & Integer.MAX_VALUE;
    }

    // What `auto` resolves to, the steps that follow from it, and the tokens they cost.
    private static void train(
            JobScriptBuilder job, DemoFile data, int epochs, int batch, double rate, Duration perStep) {
        job.hyperparameter("n_epochs", "auto", epochs)
                .hyperparameter("batch_size", "auto", batch)
                .hyperparameter("learning_rate_multiplier", "auto", rate)
                .training(steps(data, epochs, batch), epochs, perStep)
                .trainedTokens(data.tokens() * epochs);
    }

    private static int steps(DemoFile data, int epochs, int batch) {
        return Math.ceilDiv(data.examples() * epochs, batch);
    }

    private Curves.Supervised curve(String name, int steps, int epochs, double start, double floor, double noise) {
        return new Curves.Supervised(jobSeed(name), steps, epochs, start, floor, noise, 10, false);
    }

    private static Curves.Supervised withoutValidation(Curves.Supervised curve) {
        return new Curves.Supervised(
                curve.seed(), curve.steps(), curve.epochs(), curve.startLoss(), curve.floor(), curve.noise(), 0, false);
    }

    private JobScriptBuilder support() {
        DemoFile data = files.support().training();
        JobScriptBuilder job = job("support", Duration.ofHours(26 * 24 + 3), data)
                .model(MINI)
                .suffix("support")
                .validationFile(files.support().validation().id())
                .metadata("team", "service")
                .metadata("purpose", "draft answers for the service desk");
        train(job, data, 3, 1, 1.8, Duration.ofMillis(1700));
        return job.curve(curve("support", steps(data, 3, 1), 3, 2.3, 0.42, 0.09));
    }

    private JobScriptBuilder sql() {
        DemoFile data = files.sql().training();
        JobScriptBuilder job = job("sql", Duration.ofHours(24 * 24 + 7), data)
                .model(MINI)
                .suffix("sql")
                .metadata("team", "analytics");
        train(job, data, 3, 1, 1.8, Duration.ofMillis(2100));
        return job.curve(withoutValidation(curve("sql", steps(data, 3, 1), 3, 1.35, 0.05, 0.16)));
    }

    private JobScriptBuilder catalogue() {
        DemoFile data = files.catalogue();
        JobScriptBuilder job =
                job("catalogue", Duration.ofHours(22 * 24 + 1), data).model("babbage-002");
        train(job, data, 2, 2, 2.0, Duration.ofMillis(600));
        return job.curve(withoutValidation(curve("catalogue", steps(data, 2, 2), 2, 0.9, 0.02, 0.22)));
    }

    /// Ten epochs over the same data as [#sql()], on a smaller model: it learns the training file by heart.
    private JobScriptBuilder sqlOverfitted() {
        DemoFile data = files.sql().training();
        int steps = steps(data, 10, 4);
        JobScriptBuilder job = job("sql by heart", Duration.ofHours(20 * 24 + 5), data)
                .model("gpt-4.1-nano-2025-04-14")
                .suffix("sql-nano")
                .validationFile(files.sql().validation().id())
                .hyperparameter("n_epochs", 10)
                .hyperparameter("batch_size", 4)
                .hyperparameter("learning_rate_multiplier", 2.5)
                .training(steps, 10, Duration.ofMillis(1200))
                .trainedTokens(data.tokens() * 10)
                .metadata("team", "analytics");
        return job.curve(new Curves.Supervised(jobSeed("sql by heart"), steps, 10, 1.6, 0.01, 0.12, 10, true));
    }

    private JobScriptBuilder japanese() {
        DemoFile data = files.japanese().training();
        JobScriptBuilder job = job("japanese", Duration.ofHours(17 * 24 + 9), data)
                .model(MINI)
                .suffix("ja-mail")
                .validationFile(files.japanese().validation().id())
                .metadata("team", "日本語窓口");
        train(job, data, 3, 1, 1.8, Duration.ofMillis(2300));
        return job.curve(curve("japanese", steps(data, 3, 1), 3, 1.9, 0.36, 0.08));
    }

    private JobScriptBuilder invoicesBroken() {
        return job("invoices, broken", Duration.ofHours(15 * 24 + 6), files.brokenInvoices())
                .model(MINI_41)
                .suffix("invoices")
                .fails(
                        "invalid_training_file",
                        "training_file",
                        "The job failed due to an invalid training file. Invalid file format. Line "
                                + DemoFiles.BROKEN_LINE + " is not valid JSON.");
    }

    private JobScriptBuilder invoices() {
        DemoFile data = files.invoices();
        JobScriptBuilder job = job("invoices", Duration.ofHours(15 * 24 + 2), data)
                .model(MINI_41)
                .suffix("invoices")
                .metadata("team", "accounting");
        train(job, data, 4, 1, 2.0, Duration.ofMillis(1900));
        return job.curve(withoutValidation(curve("invoices", steps(data, 4, 1), 4, 1.1, 0.004, 0.25)));
    }

    /// Far too high a learning rate: the loss climbs, and somebody stops it.
    private JobScriptBuilder triageCancelled() {
        DemoFile data = files.triage().training();
        int steps = steps(data, 4, 1);
        return job("triage, cancelled", Duration.ofHours(12 * 24 + 4), data)
                .model(MINI_41)
                .suffix("triage")
                .validationFile(files.triage().validation().id())
                .hyperparameter("n_epochs", 4)
                .hyperparameter("batch_size", 1)
                .hyperparameter("learning_rate_multiplier", 12)
                .training(steps, 4, Duration.ofMillis(2000))
                .cancelledAfter(Duration.ofSeconds(490))
                .curve(new Curves.Supervised(jobSeed("triage, cancelled"), steps, 4, 1.4, 3.9, 0.2, 10, false));
    }

    private JobScriptBuilder triage() {
        DemoFile data = files.triage().training();
        JobScriptBuilder job = job("triage", Duration.ofHours(12 * 24 + 2), data)
                .model(MINI_41)
                .suffix("triage")
                .validationFile(files.triage().validation().id())
                .metadata("team", "occupational health");
        train(job, data, 4, 1, 1.0, Duration.ofMillis(2000));
        return job.curve(curve("triage", steps(data, 4, 1), 4, 1.5, 0.06, 0.14));
    }

    private JobScriptBuilder orders() {
        DemoFile data = files.orders().training();
        JobScriptBuilder job = job("orders", Duration.ofHours(9 * 24 + 8), data)
                .model("gpt-4.1-2025-04-14")
                .suffix("orders")
                .validationFile(files.orders().validation().id())
                .metadata("team", "service");
        train(job, data, 3, 1, 2.0, Duration.ofMillis(4200));
        return job.curve(curve("orders", steps(data, 3, 1), 3, 0.95, 0.09, 0.12));
    }

    private JobScriptBuilder tone() {
        DemoFile data = files.tone().training();
        JobScriptBuilder job = job("tone", Duration.ofHours(6 * 24 + 5), data)
                .model(MINI_41)
                .method("dpo")
                .suffix("tone")
                .validationFile(files.tone().validation().id())
                .hyperparameter("beta", "auto", 0.1);
        train(job, data, 2, 1, 1.0, Duration.ofMillis(3600));
        return job;
    }

    private JobScriptBuilder problems() {
        DemoFile data = files.problems().training();
        int steps = 60;
        List<Curves.Reinforcement.Grader> graders = List.of(
                new Curves.Reinforcement.Grader("string_check", "exact value", 0.88),
                new Curves.Reinforcement.Grader("text_similarity", "unit", 0.97));
        return job("problems", Duration.ofHours(4 * 24 + 11), data)
                .model("o4-mini-2025-04-16")
                .method("reinforcement")
                .suffix("sums")
                .validationFile(files.problems().validation().id())
                .hyperparameter("n_epochs", "auto", 2)
                .hyperparameter("batch_size", "auto", 4)
                .hyperparameter("learning_rate_multiplier", "auto", 1)
                .hyperparameter("compute_multiplier", 1)
                .hyperparameter("eval_interval", "auto", 5)
                .hyperparameter("eval_samples", "auto", 2)
                .hyperparameter("reasoning_effort", "medium")
                .methodField("grader", grader())
                .training(steps, 2, Duration.ofSeconds(64))
                .trainedTokens(data.tokens() * 2 + 411_000)
                .curve(new Curves.Reinforcement(jobSeed("problems"), steps, 5, graders));
    }

    private static ObjectNode grader() {
        ObjectNode grader = Json.object().put("type", "multi").put("name", "value and unit");
        ObjectNode graders = grader.putObject("graders");
        graders.putObject("value")
                .put("type", "string_check")
                .put("name", "exact value")
                .put("input", "{{sample.output_json.value}}")
                .put("reference", "{{item.reference_value}}")
                .put("operation", "eq");
        graders.putObject("unit")
                .put("type", "text_similarity")
                .put("name", "unit")
                .put("input", "{{sample.output_json.unit}}")
                .put("reference", "{{item.reference_unit}}")
                .put("evaluation_metric", "fuzzy_match");
        return grader.put("calculate_output", "0.8 * value + 0.2 * unit");
    }

    /// More training on top of the first job's model, so it begins where that one stopped.
    private JobScriptBuilder escalations(String model) {
        DemoFile data = files.escalations().training();
        JobScriptBuilder job = job("escalations", Duration.ofHours(2 * 24 + 3), data)
                .model(model)
                .suffix("support-2")
                .validationFile(files.escalations().validation().id())
                .metadata("team", "service");
        train(job, data, 3, 1, 1.0, Duration.ofMillis(1700));
        return job.curve(curve("escalations", steps(data, 3, 1), 3, 0.88, 0.24, 0.08));
    }

    /// A job that is in the middle of its training, and goes on for more than an hour.
    ///
    /// @param started when it was started; its age then is twenty minutes
    static JobScript running(long seed, Instant started, DemoFiles files) {
        DemoJobs jobs = new DemoJobs(seed, started, files);
        DemoFile data = files.supportAgain().training();
        String name = "support again " + started.getEpochSecond();
        JobScriptBuilder job = JobScript.job(id(seed, name))
                .createdAt(started.minus(Duration.ofMinutes(20)))
                .seed(jobs.jobSeed(name))
                .organization(DemoData.ORGANIZATION)
                .trainingFile(data.id())
                .model(MINI_41)
                .suffix("support-3")
                .validationFile(files.supportAgain().validation().id())
                .metadata("team", "service")
                .queued(Duration.ofSeconds(80));
        train(job, data, 4, 1, 2.0, Duration.ofSeconds(5));
        return job.curve(jobs.curve(name, steps(data, 4, 1), 4, 2.2, 0.34, 0.09))
                .build();
    }
}
