package dev.tunebook.server.admin;

import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.ProviderAddress;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderKind;
import dev.tunebook.store.providers.ProviderSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A provider connection as this API shows it: of the key, its last characters at most.
final class ShownProvider {
    private ShownProvider() {}

    static Map<String, Object> of(ProviderConnection connection) {
        ProviderSettings settings = connection.settings();
        ProviderAddress address = settings.address();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", settings.name());
        shown.put("kind", spelled(address.kind()));
        shown.put("baseUrl", address.baseUrl().toString());
        address.apiVersion().ifPresent(version -> shown.put("apiVersion", version));
        address.openaiOrganization().ifPresent(id -> shown.put("openaiOrganization", id));
        address.openaiProject().ifPresent(id -> shown.put("openaiProject", id));
        shown.put("keyEnding", settings.key().ending());
        shown.put("entity", settings.entity());
        shown.put("project", settings.project());
        settings.jobs().since().ifPresent(since -> shown.put("since", since.toString()));
        settings.jobs().baseModel().ifPresent(model -> shown.put("baseModel", model));
        shown.put("metadata", settings.jobs().metadata());
        shown.put("datasets", settings.jobs().datasets());
        shown.put("pollSeconds", settings.pollInterval().toSeconds());
        shown.put("enabled", settings.enabled());
        shown.put("serviceAccount", ProviderConnection.serviceAccount(settings.name()));
        shown.put("createdAt", connection.createdAt().toString());
        shown.put("updatedAt", connection.updatedAt().toString());
        shown.put("status", status(connection.status()));
        return shown;
    }

    private static Map<String, Object> status(FollowStatus status) {
        Map<String, Object> shown = new LinkedHashMap<>();
        status.lookedAt().ifPresent(at -> shown.put("lookedAt", at.toString()));
        shown.put("jobs", status.jobs());
        shown.put("following", status.following());
        status.error()
                .ifPresent(error -> shown.put(
                        "error",
                        Map.of("at", error.at().toString(), "code", error.code(), "message", error.message())));
        return shown;
    }

    static String spelled(ProviderKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
