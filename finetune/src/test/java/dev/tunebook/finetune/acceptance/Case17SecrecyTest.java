package dev.tunebook.finetune.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.sandbox.script.Results;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Case 17: no key, prompt or file content appears in logs or errors.
class Case17SecrecyTest extends AcceptanceCase {
    private static final String PROMPT = "Zyklamen-prompt-9";
    private static final String BROKEN = "Rhabarber-line-7";

    /// What the sync and the test make somebody say.
    private interface Talk {
        Object in(SyncWorld world) throws Exception;
    }

    static final Clause WRONG_KEY = clause(
            "a refused key",
            world -> world.trySync(world.options()
                    .fineTuneJobId("ftjob-1")
                    .provider(world.openai("sk-wrong-Hibiskus-0123456789", Duration.ofSeconds(5)))));

    static final Clause QUOTING_ERROR = clause("an error of the provider that quotes key and data", world -> {
        world.sandbox
                .faults()
                .onPath("/fine_tuning/jobs/ftjob-1/events")
                .always()
                .answer(
                        400,
                        Map.of("Content-Type", "application/json", "x-request-id", "req " + PROMPT),
                        "{\"error\":{\"message\":\"Incorrect key " + world.sandbox.apiKey() + " for " + PROMPT
                                + "\",\"code\":\"" + PROMPT + " " + BROKEN + "\"}}");
        return world.trySync(world.options());
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                clause("a sync that goes well", world -> world.sync()),
                clause("broken lines of data", world -> {
                    world.sandbox.add(ScriptedFile.of(
                            "file-secret",
                            "secret.jsonl",
                            "{\"messages\":\"" + BROKEN + "\n{" + BROKEN + "\n" + BROKEN));
                    return world.sync();
                }),
                clause("a result file that is none", world -> {
                    world.sandbox.add(world.shortJob("ftjob-2").results(Results.of(BROKEN + "," + PROMPT)));
                    return world.sync();
                }),
                QUOTING_ERROR,
                clause("an answer that is no JSON", world -> {
                    world.sandbox
                            .faults()
                            .onPath("/fine_tuning/jobs/ftjob-1/events")
                            .always()
                            .answer(200, Map.of(), "{\"data\":[{\"message\":\"" + PROMPT);
                    return world.trySync(world.options());
                }),
                clause("a failed job whose error quotes the data", world -> {
                    world.sandbox.add(
                            world.shortJob("ftjob-2").fails("invalid_training_file", "training_file", PROMPT));
                    return world.sync();
                }),
                WRONG_KEY,
                clause(
                        "a tracker that refuses the key",
                        world -> world.trySync(world.options().settings(world.settings("wrong-" + "q".repeat(40))))),
                clause("options and settings in words", world -> {
                    return List.of(
                            world.options().build().toString(),
                            world.settings().toString(),
                            world.provider().toString());
                }));
    }

    private static Clause clause(String text, Talk talk) {
        return Clause.of(text, world -> {
            world.sandbox.add(ScriptedFile.of(
                    "file-secret", "secret.jsonl", Examples.chat(1).replace("Question 1?", PROMPT)));
            world.sandbox.add(world.shortJob("ftjob-1").trainingFile("file-secret"));
            String said = said(() -> talk.in(world));
            assertThat(said)
                    .as("what was logged, printed, thrown or reported")
                    .doesNotContain(PROMPT, BROKEN, world.sandbox.apiKey(), world.key, "Hibiskus", "q".repeat(20));
        });
    }

    private interface Action {
        Object run() throws Exception;
    }

    /// Everything that comes out of an action: logs, both streams, its result, its exception with all causes.
    private static String said(Action action) throws Exception {
        StringWriter all = new StringWriter();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                all.append(String.valueOf(entry.getMessage())).append('\n');
                if (entry.getThrown() != null) {
                    entry.getThrown().printStackTrace(new PrintWriter(all));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            Object result = action.run();
            all.append(result instanceof SyncReport report ? report + " " + report.jobs() : String.valueOf(result));
        } catch (RuntimeException e) {
            e.printStackTrace(new PrintWriter(all));
        } finally {
            System.setOut(out);
            System.setErr(err);
            Logger.getLogger("").removeHandler(handler);
        }
        return all + printed.toString(UTF_8);
    }
}
