package dev.tunebook.cli;

import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.WandbException;
import dev.tunebook.server.auth.UnopenableSecretException;
import dev.tunebook.store.StoreException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns whatever went wrong into one line that names the thing, and into an exit code.
final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class.getName());

    private final Surroundings around;

    Failures(Surroundings around) {
        this.around = around;
    }

    int usage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        StringBuilder line = new StringBuilder(name).append(": ").append(oneLine(failure.getMessage()));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(
                            near -> line.append("; did you mean ").append(near).append('?'));
        }
        around.err().println(line + " (see " + name + " --help)");
        return ExitCode.USAGE;
    }

    int execution(Exception failure, CommandLine command, ParseResult result) {
        String name = command.getCommandSpec().qualifiedName();
        LOG.log(Level.INFO, failure, () -> name + " failed");
        around.err().println(name + ": " + message(failure));
        return switch (failure) {
            case WrongSetting _, IllegalArgumentException _, InvalidInputException _ -> ExitCode.USAGE;
            default -> ExitCode.SOFTWARE;
        };
    }

    static String message(Exception failure) {
        return switch (failure) {
            case CommandFailure told -> oneLine(told.getMessage());
            case WandbException told -> oneLine(told.getMessage());
            case ProviderException told -> oneLine(told.getMessage());
            case StoreException told -> oneLine(told.getMessage());
            case IllegalArgumentException told -> oneLine(told.getMessage());
            case UnopenableSecretException told -> oneLine(told.getMessage());
            case UncheckedIOException told -> oneLine(told.getMessage());
            case InterruptedException _ -> "interrupted";
            default -> "unexpected " + failure + "; run it again with --verbose for the stack trace, and report it";
        };
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "no reason was given" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
