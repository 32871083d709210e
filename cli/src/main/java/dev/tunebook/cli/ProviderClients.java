package dev.tunebook.cli;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.finetune.openai.Service;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.providers.OpenedConnection;
import dev.tunebook.server.providers.ProviderCheck;
import dev.tunebook.server.providers.ProviderHosts;
import dev.tunebook.store.providers.ProviderAddress;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderKind;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// Speaks to the services of provider connections.
final class ProviderClients implements ProviderCheck {
    private static final String KEY = "the key of the connection";
    private static final String ADDRESS = "its base URL";
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(10);

    private final ProviderHosts hosts;

    ProviderClients(ProviderHosts hosts) {
        this.hosts = hosts;
    }

    /// The service of a connection, patient enough to follow jobs.
    FineTuneProvider provider(OpenedConnection opened) {
        return client(settings(opened.connection().settings().address(), opened.apiKey()));
    }

    @Override
    public Outcome check(ProviderConnection connection, Secret key) {
        OpenAiSettings settings = settings(connection.settings().address(), key);
        OpenAiSettings impatient = with(settings, CHECK_TIMEOUT, CHECK_TIMEOUT, 0);
        try {
            ListPage<FineTuneJob> page = client(impatient).jobs(Optional.empty());
            String jobs = page.items().isEmpty()
                    ? "it has no fine-tuning jobs yet"
                    : "its newest job is " + page.items().getFirst().id();
            return new Outcome(true, "ok", settings.service().name() + " answers; " + jobs + ".");
        } catch (ProviderException e) {
            return new Outcome(false, e.code(), String.valueOf(e.getMessage()));
        }
    }

    private FineTuneProvider client(OpenAiSettings settings) {
        return new OpenAiProvider(settings, this::require);
    }

    private void require(URI address) {
        hosts.objection(address).ifPresent(objection -> {
            throw new ProviderException(ProviderException.Kind.DENIED, objection, Optional.empty(), Optional.empty());
        });
    }

    private static OpenAiSettings settings(ProviderAddress address, Secret key) {
        OpenAiSettings settings = address.kind() == ProviderKind.AZURE
                ? OpenAiSettings.azure(
                        address.baseUrl(), new Credential.ApiKeyHeader(key.reveal()), address.apiVersion())
                : OpenAiSettings.of(address.baseUrl(), new Credential.Bearer(key.reveal()));
        Service service = new Service(
                address.kind() == ProviderKind.COMPATIBLE
                        ? "The service"
                        : settings.service().name(),
                KEY,
                ADDRESS,
                settings.service().query());
        return new OpenAiSettings(
                service,
                settings.baseUrl(),
                settings.credential(),
                address.openaiOrganization(),
                address.openaiProject(),
                settings.connectTimeout(),
                settings.answerTimeout(),
                settings.downloadTimeout(),
                settings.retries(),
                OptionalDouble.empty());
    }

    private static OpenAiSettings with(
            OpenAiSettings settings, Duration connectTimeout, Duration answerTimeout, int retries) {
        return new OpenAiSettings(
                settings.service(),
                settings.baseUrl(),
                settings.credential(),
                settings.organization(),
                settings.project(),
                connectTimeout,
                answerTimeout,
                settings.downloadTimeout(),
                retries,
                settings.requestsPerSecond());
    }
}
