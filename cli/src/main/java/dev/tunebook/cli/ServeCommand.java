package dev.tunebook.cli;

import dev.tunebook.server.ServerConfig;
import dev.tunebook.server.Setting;
import dev.tunebook.server.TunebookServer;
import dev.tunebook.server.auth.FirstStart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// `tunebook serve`. Every setting of the server is an option, too, except secrets, which other users of the machine
/// could read there.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the server and runs until it is told to stop.",
            "",
            "Settings come from options, then from TUNEBOOK_* variables; --settings lists all of them. The first start"
                    + " on a folder makes the first administrator and prints a link that signs in once. When the server"
                    + " answers, it prints a line `ready` with its address.",
            ""
        })
final class ServeCommand implements Callable<Integer> {

    private static final Set<String> SHOWN = Set.of("host", "port", "data", "public-url");
    static final Set<String> SECRET = Set.of("admin-key", "provider-keys");

    private final Surroundings around;
    private final Map<String, String> given = new HashMap<>();

    @Option(names = "--settings", description = "List every setting with its default, and end.")
    private boolean settings;

    private ServeCommand(Surroundings around) {
        this.around = around;
    }

    static CommandLine line(Surroundings around) {
        ServeCommand command = new ServeCommand(around);
        CommandLine line = new CommandLine(command);
        for (Setting setting : ServerConfig.table()) {
            if (!SECRET.contains(setting.key())) {
                line.getCommandSpec().addOption(command.option(setting));
            }
        }
        return line;
    }

    private OptionSpec option(Setting setting) {
        String fallback = setting.fallback().isEmpty() ? "" : " Default: " + setting.fallback();
        return OptionSpec.builder("--" + setting.key())
                .paramLabel(setting.key().equals("data") ? "DIR" : "VALUE")
                .type(String.class)
                .hidden(!SHOWN.contains(setting.key()))
                .description(sentence(setting.description()) + fallback)
                .setter(new CommandLine.Model.ISetter() {
                    @Override
                    public <T> T set(T value) {
                        return keep(setting, value);
                    }
                })
                .build();
    }

    private <T> T keep(Setting setting, T value) {
        if (value != null) {
            given.put(setting.key(), value.toString());
        }
        return value;
    }

    static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    @Override
    public Integer call() {
        if (settings) {
            around.out().print(settingsTable());
            return CommandLine.ExitCode.OK;
        }
        ServerConfig config = ServerConfig.of(around.environment(), given);
        LocalServer server = LocalServer.start(config);
        announce(server.server(), config.data(), around.out()::println);
        new Termination(around).await(server);
        return CommandLine.ExitCode.OK;
    }

    static void announce(TunebookServer server, Path data, Consumer<String> out) {
        server.welcome().ifPresent(welcome -> welcome(welcome, data, out));
        out.accept("ready " + server.url());
    }

    private static void welcome(FirstStart.Welcome welcome, Path data, Consumer<String> out) {
        out.accept("This is the first start on " + data + ": the user " + FirstStart.ADMINISTRATOR + " was made.");
        welcome.keyFile().ifPresent(file -> out.accept("API key: in " + file));
        out.accept("Sign in (works once): " + welcome.signInLink());
    }

    private static Columns settingsTable() {
        Columns table = new Columns("OPTION", "VARIABLE", "DEFAULT", "MEANING");
        for (Setting setting : ServerConfig.table()) {
            String option = SECRET.contains(setting.key()) ? "-" : "--" + setting.key();
            String fallback = setting.fallback().isEmpty() ? "-" : setting.fallback();
            table.row(option, setting.variable(), fallback, setting.description());
        }
        return table;
    }
}
