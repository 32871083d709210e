package dev.tunebook.cli;

import dev.tunebook.sandbox.Faults;
import dev.tunebook.sandbox.RateLimit;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ResultLayout;
import dev.tunebook.sandbox.script.Results;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// The habits of the sandbox: those of its jobs, of its lists, and what goes wrong on purpose.
final class SandboxSwitches {

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "Of jobs created through the API: ${COMPLETION-CANDIDATES}. Default: OPENAI_2025")
    private Optional<Dialect> dialect = Optional.empty();

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "Columns of their result files: ${COMPLETION-CANDIDATES}. Default: as the dialect has it")
    private Optional<ResultLayout> layout = Optional.empty();

    @Option(
            names = "--base64",
            negatable = true,
            description =
                    "Their result files as Base64, or with --no-base64 as plain CSV. Default: as the dialect has it")
    private Optional<Boolean> base64 = Optional.empty();

    @Option(
            names = "--event-every",
            paramLabel = "STEPS",
            description = "They send a metrics event every so many steps.")
    private Optional<Integer> eventEvery = Optional.empty();

    @Option(names = "--max-limit", paramLabel = "NUMBER", description = "Most items a page has. Default: 100")
    private int maximumLimit = 100;

    @Option(names = "--refuse-limit", description = "Answer 400 to a larger limit, instead of sending fewer.")
    private boolean refusesLimit;

    @Option(names = "--no-has-more", description = "Leave has_more out of lists.")
    private boolean withoutHasMore;

    @Option(names = "--no-gzip", description = "Never compress an answer.")
    private boolean withoutGzip;

    @Option(names = "--latency", paramLabel = "MS", description = "How long every answer takes at least. Default: 0")
    private int latency;

    @Option(names = "--requests-per-second", paramLabel = "NUMBER", description = "Answer 429 to more.")
    private Optional<Integer> requestsPerSecond = Optional.empty();

    @Option(
            names = "--retry-after",
            paramLabel = "SECONDS",
            description = "Say so with 429. Default: nothing, as OpenAI does")
    private Optional<String> retryAfter = Optional.empty();

    @Option(names = "--fail-every", paramLabel = "NUMBER", description = "Every so many requests, answer 500.")
    private Optional<Integer> failEvery = Optional.empty();

    @Option(names = "--cut-every", paramLabel = "NUMBER", description = "Every so many requests, cut the answer off.")
    private Optional<Integer> cutEvery = Optional.empty();

    void applyTo(SandboxOptions.Builder options) {
        options.maximumLimit(maximumLimit, !refusesLimit)
                .sendsHasMore(!withoutHasMore)
                .gzip(!withoutGzip)
                .latency(Duration.ofMillis(latency))
                .habits(this::habits);
        requestsPerSecond.ifPresent(limit -> options.rateLimit(new RateLimit(limit, retryAfter)));
    }

    private JobScriptBuilder habits(JobScriptBuilder job) {
        dialect.ifPresent(job::dialect);
        eventEvery.ifPresent(job::eventEvery);
        Results results = layout.map(Results.ofCurve()::in).orElseGet(Results::ofCurve);
        return job.results(base64.map(wanted -> wanted ? results.base64() : results.plain())
                .orElse(results));
    }

    void applyTo(Sandbox sandbox) {
        failEvery.ifPresent(n -> every(sandbox, n, rule -> rule.status(500)));
        cutEvery.ifPresent(n -> every(sandbox, n, Faults.Rule::truncate));
    }

    private static void every(Sandbox sandbox, int n, Consumer<Faults.Rule> fault) {
        AtomicLong count = new AtomicLong();
        fault.accept(
                sandbox.faults().on(request -> count.incrementAndGet() % n == 0).always());
    }
}
