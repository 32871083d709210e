package dev.tunebook.server.providers;

import dev.tunebook.server.auth.SealingKeys;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.providers.FollowedJobs;
import dev.tunebook.store.providers.ProviderAddress;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderKind;
import dev.tunebook.store.providers.ProviderSettings;
import dev.tunebook.store.providers.SealedKey;
import java.net.URI;
import java.util.Optional;

/// What a connection's settings become by a change.
record SettingsChanges(SealingKeys keys, ProviderHosts hosts) {
    private static final int ENDING = 4;
    /// A key shorter than this would give away too much with its ending.
    private static final int SPARES_AN_ENDING = 20;
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    ProviderSettings of(String name, Optional<ProviderConnection> before, ProviderChange change) {
        Optional<ProviderSettings> standing = before.map(ProviderConnection::settings);
        ProviderAddress address = address(standing.map(ProviderSettings::address), change);
        return new ProviderSettings(
                name,
                address,
                key(name, address, standing, change.apiKey()),
                change.entity()
                        .or(() -> standing.map(ProviderSettings::entity))
                        .orElseThrow(() -> missing("entity", "the team or user that receives the runs")),
                change.project()
                        .or(() -> standing.map(ProviderSettings::project))
                        .orElseThrow(() -> missing("project", "the project of the runs")),
                jobs(standing.map(ProviderSettings::jobs).orElse(FollowedJobs.ALL), change),
                change.pollInterval()
                        .or(() -> standing.map(ProviderSettings::pollInterval))
                        .orElse(ProviderSettings.POLL_INTERVAL),
                change.enabled()
                        .or(() -> standing.map(ProviderSettings::enabled))
                        .orElse(true));
    }

    private ProviderAddress address(Optional<ProviderAddress> before, ProviderChange change) {
        ProviderKind kind =
                change.kind().or(() -> before.map(ProviderAddress::kind)).orElse(ProviderKind.OPENAI);
        // The address of one kind means nothing to another.
        Optional<ProviderAddress> standing = before.filter(address -> address.kind() == kind);
        URI baseUrl = change.baseUrl()
                .or(() -> standing.map(ProviderAddress::baseUrl))
                .or(() -> kind == ProviderKind.OPENAI ? Optional.of(OPENAI) : Optional.empty())
                .orElseThrow(() -> missing("baseUrl", "the address of the service"));
        if (change.baseUrl().isPresent()) {
            BaseUrls.require(baseUrl);
            hosts.objection(baseUrl).ifPresent(objection -> {
                throw HttpFailure.of(422, "host_not_allowed", objection);
            });
        }
        ProviderAddress address = new ProviderAddress(
                kind,
                baseUrl,
                text(change.apiVersion(), standing.flatMap(ProviderAddress::apiVersion)),
                text(change.openaiOrganization(), standing.flatMap(ProviderAddress::openaiOrganization)),
                text(change.openaiProject(), standing.flatMap(ProviderAddress::openaiProject)));
        if (kind != ProviderKind.AZURE && address.apiVersion().isPresent()) {
            throw notForKind("apiVersion", "Azure OpenAI alone has one");
        }
        if (kind == ProviderKind.AZURE
                && (address.openaiOrganization().isPresent()
                        || address.openaiProject().isPresent())) {
            throw notForKind("openaiOrganization or openaiProject", "Azure OpenAI has neither");
        }
        return address;
    }

    private SealedKey key(
            String name, ProviderAddress address, Optional<ProviderSettings> standing, Optional<Secret> given) {
        if (given.isPresent()) {
            return new SealedKey(
                    keys.seal(given.get(), bound(name, address)),
                    ending(given.get().reveal()));
        }
        ProviderSettings before = standing.orElseThrow(() -> missing("apiKey", "the key of the service"));
        if (!bound(name, address).equals(bound(before))) {
            // Else whoever administers without knowing the key could have it sent to a place of their own.
            throw HttpFailure.of(
                    422, "key_needed", "Another kind or base URL needs the key again; give 'apiKey' along with it.");
        }
        return before.key();
    }

    private static String ending(String key) {
        return key.length() < SPARES_AN_ENDING ? "" : key.substring(key.length() - ENDING);
    }

    private static FollowedJobs jobs(FollowedJobs standing, ProviderChange change) {
        return new FollowedJobs(
                change.since().orElse(standing.since()),
                text(change.baseModel(), standing.baseModel()),
                change.metadata().orElse(standing.metadata()),
                change.datasets().orElse(standing.datasets()));
    }

    private static Optional<String> text(Optional<String> given, Optional<String> standing) {
        return given.isPresent() ? given.filter(text -> !text.isBlank()) : standing;
    }

    private static HttpFailure missing(String member, String meaning) {
        return HttpFailure.badRequest(
                "missing_member", "A new connection needs the member '" + member + "': " + meaning + ".");
    }

    private static HttpFailure notForKind(String member, String why) {
        return HttpFailure.of(422, "not_for_kind", "This kind of connection takes no " + member + ": " + why + ".");
    }

    /// What the sealed key of a connection belongs to.
    static String bound(ProviderSettings settings) {
        return bound(settings.name(), settings.address());
    }

    private static String bound(String name, ProviderAddress address) {
        return String.join("\n", name, address.kind().name(), address.baseUrl().toString());
    }
}
