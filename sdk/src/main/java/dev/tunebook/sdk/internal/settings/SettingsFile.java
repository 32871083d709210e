package dev.tunebook.sdk.internal.settings;

import dev.tunebook.sdk.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
