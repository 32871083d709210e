package dev.tunebook.cli;

import dev.tunebook.sandbox.Fixtures;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.demo.DemoData;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tunebook sandbox`.
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a provider on this machine that speaks OpenAI's fine-tuning dialect, with made-up jobs.",
            "",
            "It keeps nothing: every start begins anew, and the same seed gives the same jobs. Clients reach it with the"
                    + " two variables it prints.",
            ""
        })
final class SandboxCommand implements Callable<Integer> {

    private final Surroundings around;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 picks a free one. Default: 0")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Decides every id, file and curve. Default: " + SandboxOptions.DEFAULT_SEED)
    private long seed = SandboxOptions.DEFAULT_SEED;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "How many times faster than the clock its jobs live. Default: 1")
    private double speed = 1;

    @Option(names = "--empty", description = "Without jobs and files: create your own through the API.")
    private boolean empty;

    @Option(
            names = "--fixtures",
            paramLabel = "DIR",
            description = "Serve example files, too: a job for each file in DIR/training and DIR/results, and each job"
                    + " recorded in DIR/api.")
    private Optional<Path> fixtures = Optional.empty();

    @Mixin
    private final SandboxSwitches switches = new SandboxSwitches();

    SandboxCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (!(speed > 0)) {
            throw new WrongSetting("--speed is " + speed + "; it must be above zero, 1 is real time");
        }
        SandboxOptions.Builder options = options(seed).speed(speed);
        switches.applyTo(options);
        Sandbox sandbox = start(options, port);
        switches.applyTo(sandbox);
        fixtures.ifPresent(folder -> Fixtures.of(folder).addTo(sandbox));
        if (!empty) {
            DemoData.of(seed, sandbox.now()).addTo(sandbox);
        }
        around.out().println("export OPENAI_BASE_URL=" + sandbox.url());
        around.out().println("export OPENAI_API_KEY=" + sandbox.apiKey());
        around.out().println("ready " + sandbox.url());
        new Termination(around).await(sandbox);
        return ExitCode.OK;
    }

    static SandboxOptions.Builder options(long seed) {
        return SandboxOptions.builder().seed(seed).organizationId(DemoData.ORGANIZATION);
    }

    private static Sandbox start(SandboxOptions.Builder options, int port) {
        try {
            return Sandbox.start(options.build(), port);
        } catch (RuntimeException e) {
            if (PortTaken.causes(e)) {
                throw new PortTaken("127.0.0.1", port, e);
            }
            throw e;
        }
    }
}
