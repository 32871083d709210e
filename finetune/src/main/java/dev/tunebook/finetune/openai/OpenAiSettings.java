package dev.tunebook.finetune.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// How to reach a service that speaks OpenAI's dialect.
///
/// OpenAI, and every server of its dialect:
///
/// | environment | setting | default |
/// |---|---|---|
/// | `OPENAI_API_KEY` | `credential` | none: required |
/// | `OPENAI_BASE_URL` | `baseUrl` | `https://api.openai.com/v1` |
/// | `OPENAI_ORG_ID`, `OPENAI_ORGANIZATION` | `organization` | none |
/// | `OPENAI_PROJECT_ID`, `OPENAI_PROJECT` | `project` | none |
/// | `OPENAI_TIMEOUT` | `answerTimeout`, in seconds | 30 |
/// | `OPENAI_DOWNLOAD_TIMEOUT` | `downloadTimeout`, in seconds | 600 |
/// | `OPENAI_MAX_RETRIES` | `retries` | 2 |
/// | `OPENAI_REQUESTS_PER_SECOND` | `requestsPerSecond` | as many as come |
///
/// Azure OpenAI, where there is an endpoint of it and no `OPENAI_API_KEY`; the last four of the above, and:
///
/// | environment | setting |
/// |---|---|
/// | `AZURE_OPENAI_ENDPOINT` | `baseUrl`: `https://NAME.openai.azure.com`, to which `/openai/v1` is added |
/// | `AZURE_OPENAI_API_KEY` | `credential`, sent as `api-key` |
/// | `AZURE_OPENAI_AD_TOKEN` | `credential`, sent as bearer, where there is no key |
/// | `OPENAI_API_VERSION` | an `api-version`: then `/openai` is added instead |
///
/// @param service what the others call it and expect of a request
/// @param baseUrl every path is relative to it; a final slash does not matter
/// @param answerTimeout for a whole JSON answer
/// @param downloadTimeout for the whole content of a file
/// @param retries how often a request is repeated after its first failure
/// @param requestsPerSecond most requests to send, over all threads; whatever it is, all keep away while the service
/// asks for it
public record OpenAiSettings(
        Service service,
        URI baseUrl,
        Credential credential,
        Optional<String> organization,
        Optional<String> project,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration downloadTimeout,
        int retries,
        OptionalDouble requestsPerSecond) {
    private static final String OPENAI = "https://api.openai.com/v1";

    public OpenAiSettings {
        String scheme = baseUrl.getScheme();
        if (baseUrl.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("The provider's base URL \"" + baseUrl
                    + "\" is no http or https address; check " + service.addressVariable());
        }
        if (retries < 0) {
            throw new IllegalArgumentException("The number of retries is " + retries + "; it must be 0 or more");
        }
        if (requestsPerSecond.isPresent() && !(requestsPerSecond.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "The number of requests per second is " + requestsPerSecond.getAsDouble() + "; it must be above 0");
        }
    }

    /// OpenAI or a server like it, without a limit of requests.
    public OpenAiSettings(
            URI baseUrl,
            Credential credential,
            Optional<String> organization,
            Optional<String> project,
            Duration connectTimeout,
            Duration answerTimeout,
            Duration downloadTimeout,
            int retries) {
        this(
                Service.OPENAI,
                baseUrl,
                credential,
                organization,
                project,
                connectTimeout,
                answerTimeout,
                downloadTimeout,
                retries,
                OptionalDouble.empty());
    }

    /// The defaults of the table above for this address and key.
    public static OpenAiSettings of(URI baseUrl, Credential credential) {
        return new OpenAiSettings(
                baseUrl,
                credential,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                2);
    }

    /// Azure OpenAI at its endpoint.
    ///
    /// @param endpoint `https://NAME.openai.azure.com`, or the same with `/openai/v1`
    /// @param apiVersion such as `2024-10-21`; without one, `/openai/v1`, which needs none
    public static OpenAiSettings azure(URI endpoint, Credential credential, Optional<String> apiVersion) {
        String root = endpoint.toString().replaceFirst("/+$", "").replaceFirst("/openai(/v1)?$", "");
        OpenAiSettings settings =
                of(URI.create(root + (apiVersion.isPresent() ? "/openai" : "/openai/v1")), credential);
        return settings.with(apiVersion.map(Service::azure).orElse(Service.AZURE));
    }

    private OpenAiSettings with(Service other) {
        return new OpenAiSettings(
                other,
                baseUrl,
                credential,
                organization,
                project,
                connectTimeout,
                answerTimeout,
                downloadTimeout,
                retries,
                requestsPerSecond);
    }

    /// What these variables say, as the tables above list them.
    ///
    /// @throws IllegalArgumentException without a key, or when a value cannot be understood
    public static OpenAiSettings fromEnvironment(Map<String, String> environment) {
        boolean isAzure = first(environment, "OPENAI_API_KEY").isEmpty()
                && first(environment, "AZURE_OPENAI_ENDPOINT").isPresent();
        OpenAiSettings named = isAzure ? azure(environment) : openAi(environment);
        return new OpenAiSettings(
                named.service,
                named.baseUrl,
                named.credential,
                named.organization,
                named.project,
                named.connectTimeout,
                seconds(environment, "OPENAI_TIMEOUT", 30),
                seconds(environment, "OPENAI_DOWNLOAD_TIMEOUT", 600),
                number(environment, "OPENAI_MAX_RETRIES", 2),
                rate(environment, "OPENAI_REQUESTS_PER_SECOND"));
    }

    private static OpenAiSettings openAi(Map<String, String> environment) {
        String key = first(environment, "OPENAI_API_KEY")
                .orElseThrow(() -> new IllegalArgumentException("There is no provider key: set OPENAI_API_KEY, or"
                        + " AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY, or pass a provider to the sync"));
        OpenAiSettings settings = of(
                uri("OPENAI_BASE_URL", first(environment, "OPENAI_BASE_URL").orElse(OPENAI)),
                new Credential.Bearer(key));
        return new OpenAiSettings(
                settings.baseUrl,
                settings.credential,
                first(environment, "OPENAI_ORG_ID", "OPENAI_ORGANIZATION"),
                first(environment, "OPENAI_PROJECT_ID", "OPENAI_PROJECT"),
                settings.connectTimeout,
                settings.answerTimeout,
                settings.downloadTimeout,
                settings.retries);
    }

    private static OpenAiSettings azure(Map<String, String> environment) {
        String endpoint = first(environment, "AZURE_OPENAI_ENDPOINT").orElseThrow();
        Credential credential = first(environment, "AZURE_OPENAI_API_KEY")
                .<Credential>map(Credential.ApiKeyHeader::new)
                .or(() -> first(environment, "AZURE_OPENAI_AD_TOKEN").map(Credential.Bearer::new))
                .orElseThrow(() -> new IllegalArgumentException("There is no key for Azure OpenAI at " + endpoint
                        + ": set AZURE_OPENAI_API_KEY or AZURE_OPENAI_AD_TOKEN"));
        return azure(uri("AZURE_OPENAI_ENDPOINT", endpoint), credential, first(environment, "OPENAI_API_VERSION"));
    }

    private static OptionalDouble rate(Map<String, String> environment, String name) {
        Optional<String> text = first(environment, name);
        try {
            return text.map(Double::parseDouble).map(OptionalDouble::of).orElse(OptionalDouble.empty());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is \"" + text.orElse("") + "\"; it must be a number", e);
        }
    }

    private static URI uri(String name, String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is \"" + text + "\", which is no address", e);
        }
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Duration seconds(Map<String, String> environment, String name, int fallback) {
        return Duration.ofSeconds(Math.max(1, number(environment, name, fallback)));
    }

    private static int number(Map<String, String> environment, String name, int fallback) {
        Optional<String> text = first(environment, name);
        try {
            return text.map(Integer::parseInt).orElse(fallback);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is \"" + text.orElse("") + "\"; it must be a whole number", e);
        }
    }
}
