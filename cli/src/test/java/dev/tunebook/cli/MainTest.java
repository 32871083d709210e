package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @TempDir
    Path home;

    private Shell.Result run(String line) {
        return new Shell(home).run(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h"})
    void withoutACommandTheHelpIsShown(String line) {
        Shell.Result result = run(line);
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("demo", "serve", "sync", "login", "sandbox", "admin");
    }

    @Test
    void everyCommandHasHelpOfWhatItTakes() {
        CommandLine main = Main.commandLine(new Surroundings(
                Map.of(), new PrintWriter(System.out), new PrintWriter(System.err), home, Clock.systemUTC()));
        assertHelp(main, List.of());
    }

    private void assertHelp(CommandLine line, List<String> path) {
        line.getSubcommands().forEach((name, sub) -> {
            List<String> here = new ArrayList<>(path);
            here.add(name);
            Shell.Result result = run(String.join(" ", here) + " --help");
            assertThat(result.code()).as("%s", here).isZero();
            assertThat(result.out()).as("%s", here).startsWith("Usage: tunebook " + String.join(" ", here));
            assertThat(sub.getCommandSpec().usageMessage().description())
                    .as("%s", here)
                    .isNotEmpty();
            sub.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(option.description())
                            .as("%s %s", here, option.longestName())
                            .isNotEmpty());
            assertHelp(sub, here);
        });
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(run("--version").out()).startsWith("tunebook ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "serv                        | tunebook: Unmatched argument at index 0: 'serv'; did you mean serve?",
                "serve --prot 1              | --prot",
                "serve --port x              | 'port' needs a whole number, not 'x'",
                "serve --port -1             | 'port' needs a number of 0 or more",
                "serve --public-url nowhere  | 'public-url' needs an address",
                "sync --num-fine-tunes many  | 'many' is not an int",
                "sync --num-fine-tunes 0     | no API key",
                "sandbox --speed 0           | --speed is 0.0; it must be above zero",
                "admin                       | say what to manage: users, keys, teams",
                "admin users                 | say what to do: add, delete, list, show",
                "admin users show            | Missing required parameter: 'USER'",
                "admin users list --key-file nowhere | --key-file nowhere cannot be read",
                "admin teams put-member a b --role owner | 'owner'",
                "login --server nowhere      | is no web address",
            })
    void aWrongLineIsToldInOneLine(String line, String told) {
        Shell.Result result = run(line.strip());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).startsWith("tunebook").contains(told);
    }

    @Test
    void anUnknownSettingStopsTheStart() {
        Shell.Result result = new Shell(home).set("TUNEBOOK_PUBLIK_URL", "x").run("serve");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("TUNEBOOK_PUBLIK_URL", "did you mean 'TUNEBOOK_PUBLIC_URL'");
    }

    @Test
    void everySettingIsListed() {
        Shell.Result result = run("serve --settings");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("--public-url", "TUNEBOOK_PUBLIC_URL", "TUNEBOOK_ADMIN_KEY");
        assertThat(result.out()).doesNotContain("--admin-key");
    }

    @Test
    void theLogIsALineEach() {
        LogRecord entry = new LogRecord(Level.WARNING, "disk {0}");
        entry.setParameters(new Object[] {"full"});
        entry.setLoggerName("dev.tunebook.store");
        entry.setThrown(new IllegalStateException("no space"));
        String quiet = new Logging.Line(false).format(entry);
        assertThat(quiet)
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARNING dev\\.tunebook\\.store disk full: .*no space\n");
        assertThat(new Logging.Line(true).format(entry).lines().count()).isGreaterThan(1);
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(new Columns("A", "B").row("long", "x").row("y", "").toString())
                .isEqualTo("A     B\nlong  x\ny\n");
    }
}
