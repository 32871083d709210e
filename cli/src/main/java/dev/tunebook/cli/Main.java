package dev.tunebook.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command and its subcommands. It ends with 0 when all went well, 1 when something could not be done, and 2
/// when the command line or a setting is wrong.
@Command(
        name = "tunebook",
        description = "Keeps the book of your fine-tunes.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Each command has --help. Everything it prints to be read by programs goes to standard output."})
public final class Main implements Runnable {

    private final Surroundings around;

    Main(Surroundings around) {
        this.around = around;
    }

    public static void main(String[] args) {
        Logging.quiet();
        Surroundings around = Surroundings.real();
        int code = commandLine(around).execute(args);
        around.out().flush();
        System.exit(code);
    }

    static CommandLine commandLine(Surroundings around) {
        CommandLine line = new CommandLine(new Main(around))
                .addSubcommand(new DemoCommand(around))
                .addSubcommand(ServeCommand.line(around))
                .addSubcommand(new SyncCommand(around))
                .addSubcommand(new ArchiveCommand(around))
                .addSubcommand(new ImportCommand(around))
                .addSubcommand(new LoginCommand(around))
                .addSubcommand(new SandboxCommand(around))
                .addSubcommand(AdminCommand.line(around));
        Failures failures = new Failures(around);
        return line.setOut(around.out())
                .setErr(around.err())
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler(failures::execution);
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what happens, and show stack traces.")
    void verbose(boolean wanted) {
        if (wanted) {
            Logging.verbose();
        }
    }

    @Override
    public void run() {
        commandLine(around).usage(around.out());
    }

    /// The version in the jar's manifest; there is none in a build folder.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tunebook " + (version == null ? "(built from source)" : version)};
        }
    }
}
