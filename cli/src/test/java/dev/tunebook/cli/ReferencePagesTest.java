package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.server.ServerConfig;
import dev.tunebook.server.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The reference pages say what the commands and the settings are. Run this with `-Dtunebook.docs=write` to write
/// them anew.
class ReferencePagesTest {

    private static final Path FOLDER = Path.of("../docs/reference");
    private static final String ORIGIN =
            "<!-- Written by ReferencePagesTest with -Dtunebook.docs=write; do not edit. -->\n\n";

    @Test
    void commands() throws IOException {
        Surroundings around = new Surroundings(
                Map.of(), new PrintWriter(System.out), new PrintWriter(System.err), Path.of(""), Clock.systemUTC());
        StringBuilder page = new StringBuilder(ORIGIN + "# Commands\n\n");
        page.append(
                "Every command ends with 0 when all went well, 1 when something could not be done, and 2 when the\n");
        page.append("command line or a setting is wrong. All take `--help` and `--verbose`.\n");
        addCommands(page, Main.commandLine(around));
        check("cli.md", page.toString());
    }

    private static void addCommands(StringBuilder page, CommandLine line) {
        for (CommandLine sub : line.getSubcommands().values()) {
            CommandSpec spec = sub.getCommandSpec();
            page.append("\n## ").append(spec.qualifiedName()).append("\n\n");
            page.append(String.join("\n", spec.usageMessage().description()).strip())
                    .append('\n');
            addOptions(page, spec);
            addCommands(page, sub);
        }
    }

    private static void addOptions(StringBuilder page, CommandSpec spec) {
        StringBuilder rows = new StringBuilder();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            rows.append(row("`" + parameter.paramLabel() + "`", parameter.description()));
        }
        for (OptionSpec option : spec.options()) {
            if (List.of("--help", "--version", "--verbose").contains(option.longestName())) {
                continue;
            }
            String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            rows.append(row("`" + String.join("`, `", option.names()) + label + "`", option.description()));
        }
        if (!rows.isEmpty()) {
            page.append("\n| Argument | Meaning |\n|---|---|\n").append(rows);
        }
    }

    private static String row(String name, String[] description) {
        return "| " + name + " | " + String.join(" ", description).replace("|", "\\|") + " |\n";
    }

    @Test
    void settings() throws IOException {
        StringBuilder page = new StringBuilder(ORIGIN + "# Settings of the server\n\n");
        page.append(
                "`tunebook serve` takes each as an option or as a variable; options win. A variable that begins with\n");
        page.append("`TUNEBOOK_` and is no setting stops the start.\n\n");
        page.append("| Option | Variable | Default | Meaning |\n|---|---|---|---|\n");
        for (Setting setting : ServerConfig.table()) {
            String option = ServeCommand.SECRET.contains(setting.key()) ? "variable only" : "`--" + setting.key() + "`";
            String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
            page.append("| %s | `%s` | %s | %s |\n"
                    .formatted(
                            option,
                            setting.variable(),
                            fallback,
                            setting.description().replace("|", "\\|")));
        }
        check("settings.md", page.toString());
    }

    private static void check(String name, String expected) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("tunebook.docs"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("stale; write it with ./mvnw -pl cli -am test -Dtest=ReferencePagesTest -Dtunebook.docs=write"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .content()
                .isEqualTo(expected);
    }
}
