package dev.tunebook.server;

import dev.tunebook.server.auth.AccessSettings;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.graphql.QueryLimits;
import dev.tunebook.server.http.Admission;
import dev.tunebook.server.http.BodyLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that can be set, one record per area.
///
/// @param data folder of the databases, blobs and keys
/// @param crashedAfter silence after which a running run counts as crashed
/// @param streamRequestsPerMinute of one user, 0 for as many as come
/// @param blobGrace how long bytes nothing refers to are kept, twice
/// @param adminKey key of the first administrator, where the operator chose one
public record ServerConfig(
        Network network,
        Path data,
        AccessSettings access,
        BodyLimits bodies,
        Admission.Limits admission,
        QueryLimits queries,
        Duration crashedAfter,
        int streamRequestsPerMinute,
        Duration blobGrace,
        List<String> storageRegions,
        Optional<Secret> adminKey,
        Providers providers) {

    /// @param port 0 picks a free one
    /// @param publicUrl where users reach the server; the listening address when empty
    public record Network(
            String host, int port, Optional<URI> publicUrl, List<String> allowedHosts, List<String> trustedProxies) {}

    /// @param hosts of private networks that connections may reach
    /// @param keys what connections' keys are sealed with; made in the data folder when empty
    public record Providers(List<String> hosts, Optional<Secret> keys) {}

    /// The settings by key, as in {@link #table}; missing ones have their default.
    ///
    /// @throws SettingException for an unknown key or a value that cannot be
    public static ServerConfig of(Map<String, String> settings) {
        SettingsTable table = new SettingsTable(settings);
        return new ServerConfig(
                network(table),
                Path.of(table.text("data")),
                new AccessSettings(
                        table.count("wrong-keys-per-minute"),
                        table.count("wrong-passwords-per-minute"),
                        Duration.ofDays(table.count("session-days")),
                        Duration.ofHours(table.count("sign-in-link-hours")),
                        Duration.ofHours(table.count("signed-address-hours"))),
                new BodyLimits(
                        (long) table.count("max-json-mebibytes") << 20, (long) table.count("max-file-mebibytes") << 20),
                new Admission.Limits(table.count("requests-at-once"), requestMemory(table)),
                new QueryLimits(
                        table.count("query-depth"),
                        table.count("query-complexity"),
                        QueryLimits.DEFAULT.values(),
                        Duration.ofSeconds(table.count("query-seconds"))),
                Duration.ofSeconds(table.count("crashed-after-seconds")),
                table.count("stream-requests-per-minute"),
                Duration.ofHours(table.count("blob-grace-hours")),
                table.list("storage-regions"),
                table.optional("admin-key").map(Secret::of),
                new Providers(
                        table.list("provider-hosts"),
                        table.optional("provider-keys").map(Secret::of)));
    }

    /// The settings of the environment, overlaid with those of the command line.
    public static ServerConfig of(Map<String, String> environment, Map<String, String> commandLine) {
        Map<String, String> settings = new HashMap<>(SettingsTable.fromEnvironment(environment));
        settings.putAll(commandLine);
        return of(settings);
    }

    /// Every setting with its default and what it does, for help texts and the reference page.
    public static List<Setting> table() {
        return SettingsTable.ALL;
    }

    /// Without a setting, an eighth of the heap: what is made of a body takes several times its bytes.
    private static long requestMemory(SettingsTable table) {
        long mebibytes = table.count("request-memory-mebibytes");
        return mebibytes > 0 ? mebibytes << 20 : Runtime.getRuntime().maxMemory() / 8;
    }

    private static Network network(SettingsTable table) {
        return new Network(
                table.text("host"),
                table.count("port"),
                table.optional("public-url").map(ServerConfig::publicUrl),
                table.list("allowed-hosts"),
                table.list("trusted-proxies"));
    }

    private static URI publicUrl(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new SettingException(
                    "The setting 'public-url' needs an address such as https://tunebook.example.org, not '" + text
                            + "'.");
        }
        return uri;
    }
}
