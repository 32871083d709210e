package dev.tunebook.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The one table of settings. It reads them, refuses unknown ones with the nearest known name, and prints the
/// reference.
final class SettingsTable {
    static final List<Setting> ALL = List.of(
            new Setting("host", "127.0.0.1", "address to listen on"),
            new Setting("port", "8080", "port to listen on; 0 picks a free one"),
            new Setting("data", "tunebook-data", "folder of the databases, blobs and keys"),
            new Setting("public-url", "", "address users reach the server at; all links are built from it"),
            new Setting("allowed-hosts", "", "further names the server answers to, separated by commas"),
            new Setting("trusted-proxies", "", "addresses of proxies whose X-Forwarded-For is believed"),
            new Setting("admin-key", "", "key of the first administrator, at least 40 characters; made when empty"),
            new Setting("wrong-keys-per-minute", "60", "wrong keys or passwords one address may send in a minute"),
            new Setting(
                    "wrong-passwords-per-minute", "10", "wrong passwords for one account in a minute, from anywhere"),
            new Setting("session-days", "30", "days a sign-in lasts"),
            new Setting("sign-in-link-hours", "24", "hours a printed sign-in link works"),
            new Setting("signed-address-hours", "24", "hours a signed upload or download address works"),
            new Setting("max-json-mebibytes", "32", "largest JSON body, after inflation"),
            new Setting("requests-at-once", "512", "requests with a body being answered; more are told to come again"),
            new Setting(
                    "request-memory-mebibytes", "0", "bytes of all their bodies together; 0 for an eighth of the heap"),
            new Setting(
                    "stream-requests-per-minute", "0", "file_stream requests of one user in a minute; 0 for no limit"),
            new Setting(
                    "blob-grace-hours",
                    "24",
                    "hours until bytes nothing refers to are marked, and again until they are removed"),
            new Setting("max-file-mebibytes", "51200", "largest uploaded file"),
            new Setting("storage-regions", "", "names, besides 'default', by which clients may call this storage"),
            new Setting(
                    "provider-hosts",
                    "",
                    "hosts of private networks that provider connections may reach, separated by commas"),
            new Setting(
                    "provider-keys",
                    "",
                    "what the keys of provider connections and the tokens of links are sealed with, 64 hexadecimal"
                            + " characters each, the newest first, separated by commas; made in the data folder when"
                            + " empty"),
            new Setting("query-depth", "30", "nested selections in a GraphQL document"),
            new Setting("query-complexity", "5000", "selected fields in a GraphQL document"),
            new Setting("query-seconds", "25", "longest a GraphQL request may run"),
            new Setting("crashed-after-seconds", "300", "silence after which a running run counts as crashed"));

    /// Variables that start with `TUNEBOOK_` and are not the server's: the launcher and the clients read them.
    private static final Set<String> FOREIGN = Set.of("TUNEBOOK_BUILD", "TUNEBOOK_JAVA_OPTIONS", "TUNEBOOK_PYTHON");

    private final Map<String, String> given;

    /// @param given by key; unknown keys are refused
    SettingsTable(Map<String, String> given) {
        given.keySet().forEach(SettingsTable::requireKnown);
        this.given = Map.copyOf(given);
    }

    /// The settings the environment holds, by key.
    static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> found = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("TUNEBOOK_") && !FOREIGN.contains(name)) {
                found.put(key(name), value);
            }
        });
        return found;
    }

    String text(String key) {
        Setting setting = ALL.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The table has no setting " + key));
        return given.getOrDefault(key, setting.fallback());
    }

    Optional<String> optional(String key) {
        return Optional.of(text(key)).filter(value -> !value.isBlank());
    }

    List<String> list(String key) {
        List<String> parts = new ArrayList<>();
        for (String part : text(key).split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.trim());
            }
        }
        return parts;
    }

    int count(String key) {
        try {
            int value = Integer.parseInt(text(key).trim());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new SettingException("The setting '" + key + "' needs a whole number, not '" + text(key) + "'.", e);
        }
        throw new SettingException("The setting '" + key + "' needs a number of 0 or more, not " + text(key) + ".");
    }

    private static String key(String variable) {
        return ALL.stream()
                .filter(setting -> setting.variable().equals(variable))
                .map(Setting::key)
                .findFirst()
                .orElseThrow(() ->
                        unknown(variable, ALL.stream().map(Setting::variable).toList()));
    }

    private static void requireKnown(String key) {
        List<String> known = ALL.stream().map(Setting::key).toList();
        if (!known.contains(key)) {
            throw unknown(key, known);
        }
    }

    private static SettingException unknown(String name, List<String> known) {
        String near = known.stream()
                .min(Comparator.comparingInt(each -> distance(each, name)))
                .orElseThrow();
        return new SettingException("There is no setting '" + name + "'; did you mean '" + near + "'?");
    }

    /// How many single-character edits make one text the other.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
