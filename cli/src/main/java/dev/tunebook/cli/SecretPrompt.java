package dev.tunebook.cli;

import dev.tunebook.model.Secret;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Asks somebody for a secret, without showing it; it may be piped in, too.
final class SecretPrompt {

    private SecretPrompt() {}

    /// @param otherwise how else it could be given
    static Secret ask(Surroundings around, String what, String otherwise) {
        around.err().print(what + ": ");
        around.err().flush();
        Console console = System.console();
        String text = console != null && console.isTerminal() ? typed(console) : piped();
        if (text.isBlank()) {
            throw new WrongSetting("there is no API key; paste one, " + otherwise);
        }
        return new Secret(text.strip());
    }

    private static String typed(Console console) {
        char[] typed = console.readPassword();
        return typed == null ? "" : new String(typed);
    }

    private static String piped() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("the API key cannot be read from standard input", e);
        }
    }
}
