package dev.tunebook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// Runs commands in this process, with an environment of its own and what they print kept.
final class Shell {

    /// @param code the exit code
    record Result(int code, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private final Path home;

    /// @param home where the user's files would be
    Shell(Path home) {
        this.home = home;
        set("NETRC", home.resolve("netrc").toString());
        set("WANDB_CONFIG_DIR", home.resolve("config").toString());
        set("WANDB_DIR", home.toString());
    }

    Shell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... args) {
        return run(Clock.systemUTC(), args);
    }

    /// @param clock the time that made-up jobs live in
    Result run(Clock clock, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                Map.copyOf(environment), new PrintWriter(out, true), new PrintWriter(err, true), home, clock);
        int code = Main.commandLine(around).execute(args);
        return new Result(code, out.toString(), err.toString());
    }
}
