package dev.tunebook.cli;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.server.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `tunebook demo`.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows everything at once, with made-up jobs: a provider sandbox, a server with embedded storage, and a sync"
                    + " from the one into the other.",
            "",
            "One of the jobs is still running; the demo follows it until it is stopped. What it recorded stays in the data"
                    + " folder, and the next start goes on from there.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;

    private final Surroundings around;

    @Option(
            names = "--once",
            description =
                    "Record every job as it stands, print one line of JSON with what the server then holds, and end.")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the server. Default: .tunebook/demo in the checkout")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Decides every id, file and curve. Default: " + SandboxOptions.DEFAULT_SEED)
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the server; 0 picks a free one. Default: " + USUAL_PORT
                    + ", or a free one where it is taken")
    private Optional<Integer> port = Optional.empty();

    DemoCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Instant begun = around.clock().instant();
        long started = System.nanoTime();
        Path folder = data.orElseGet(() -> around.home().resolve(".tunebook").resolve("demo"))
                .toAbsolutePath()
                .normalize();
        OptionalLong wanted = seed.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        DemoState state = DemoState.in(folder, wanted, SandboxOptions.DEFAULT_SEED, begun);
        LocalServer server = listen(folder);
        Demo.Links links = new Demo.Links(server);
        if (!once) {
            around.out().println("ready " + server.url());
            around.out().println("Sign in (works once): " + links.signIn());
            around.out().println("Runs: " + links.runs());
        }
        Demo demo = beside(server, state, folder);
        if (!once) {
            follow(demo);
            return ExitCode.OK;
        }
        try (demo) {
            SyncReport report = demo.sync(new ProgressLines(around.err()));
            around.err().println(report);
            ObjectNode result = demo.counts().json();
            result.set("sync", ReportJson.counts(report));
            result.put("url", server.url().toString())
                    .put("page", links.runs())
                    .put("data", folder.toString())
                    .put("seed", state.seed())
                    .put(
                            "seconds",
                            Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0);
            around.out().println(Json.write(result));
            return report.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private LocalServer listen(Path folder) {
        try {
            return LocalServer.start(config(folder, port.orElse(USUAL_PORT)));
        } catch (PortTaken e) {
            if (port.isPresent()) {
                throw e;
            }
            return LocalServer.start(config(folder, 0));
        }
    }

    // The made-up data takes longer than the server, so the address is told before.
    private Demo beside(LocalServer server, DemoState state, Path folder) {
        try {
            return Demo.start(state, server, folder, around.clock());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    // The settings of a server that somebody else runs on this machine must not reach the demo's.
    private static ServerConfig config(Path folder, int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("data", folder.toString());
        settings.put("port", String.valueOf(port));
        return ServerConfig.of(settings);
    }

    private void follow(Demo demo) {
        DemoFollower follower = new DemoFollower(demo, around);
        follower.start();
        new Termination(around).await(() -> {
            follower.close();
            demo.close();
        });
    }
}
