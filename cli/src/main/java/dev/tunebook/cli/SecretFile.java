package dev.tunebook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that holds one secret: secrets are no arguments, since other users of a machine can read those.
final class SecretFile {

    private SecretFile() {}

    static String read(String option, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new WrongSetting(option + " " + file + " is empty; name a file that holds the secret");
            }
            return text;
        } catch (IOException e) {
            throw new WrongSetting(option + " " + file + " cannot be read; name a file that holds the secret");
        }
    }
}
