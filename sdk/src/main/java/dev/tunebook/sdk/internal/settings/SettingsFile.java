package dev.tunebook.sdk.internal.settings;

import dev.tunebook.sdk.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The INI files of the official client: `key = value` lines in the section `[default]`; `#` and `;` begin
/// comments.
public final class SettingsFile {
    private SettingsFile() {}

    /// The settings of the file; none where there is no file.
    public static Map<String, String> read(Path path) {
        if (!Files.isRegularFile(path)) {
            return Map.of();
        }
        try {
            return parse(Files.readString(path));
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the settings file " + path + "; fix or remove it", e);
        }
    }

    /// Sets one value in the section `[default]`; everything else in the file stays as it is.
    public static void store(Path path, String key, String value) {
        try {
            List<String> old = Files.isRegularFile(path) ? Files.readAllLines(path) : List.of();
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, with(old, key, value));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot write the settings file " + path + "; set WANDB_BASE_URL instead", e);
        }
    }

    private static List<String> with(List<String> old, String key, String value) {
        List<String> lines = new ArrayList<>();
        lines.add("[default]");
        lines.add(key + " = " + value);
        boolean inDefault = true;
        for (String line : old) {
            String stripped = line.strip();
            if (stripped.startsWith("[")) {
                inDefault = stripped.equals("[default]");
            }
            boolean replaced =
                    inDefault && (stripped.equals("[default]") || parse(line).containsKey(key));
            if (!replaced) {
                lines.add(line);
            }
        }
        return lines;
    }

    static Map<String, String> parse(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        boolean inDefault = true;
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                inDefault = line.equals("[default]");
            } else if (inDefault && !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                int separator = separator(line);
                if (separator > 0) {
                    String key = line.substring(0, separator).strip().toLowerCase(Locale.ROOT);
                    settings.put(key, line.substring(separator + 1).strip());
                }
            }
        }
        return settings;
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }
}
