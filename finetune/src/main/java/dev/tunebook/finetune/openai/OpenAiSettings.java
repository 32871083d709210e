package dev.tunebook.finetune.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How to reach a service that speaks OpenAI's dialect.
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
///
/// @param baseUrl every path is relative to it; a final slash does not matter
/// @param answerTimeout for a whole JSON answer
/// @param downloadTimeout for the whole content of a file
/// @param retries how often a request is repeated after its first failure
public record OpenAiSettings(
        URI baseUrl,
        Credential credential,
        Optional<String> organization,
        Optional<String> project,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration downloadTimeout,
        int retries) {
    private static final String OPENAI = "https://api.openai.com/v1";

    public OpenAiSettings {
        String scheme = baseUrl.getScheme();
        if (baseUrl.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException(
                    "The provider's base URL \"" + baseUrl + "\" is no http or https address; check OPENAI_BASE_URL");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("The number of retries is " + retries + "; it must be 0 or more");
        }
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

    /// What these variables say, as the table above lists them.
    ///
    /// @throws IllegalArgumentException without a key, or when a value cannot be understood
    public static OpenAiSettings fromEnvironment(Map<String, String> environment) {
        String key = first(environment, "OPENAI_API_KEY")
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no provider key: set OPENAI_API_KEY, or pass a provider to the sync"));
        return new OpenAiSettings(
                uri(first(environment, "OPENAI_BASE_URL").orElse(OPENAI)),
                new Credential.Bearer(key),
                first(environment, "OPENAI_ORG_ID", "OPENAI_ORGANIZATION"),
                first(environment, "OPENAI_PROJECT_ID", "OPENAI_PROJECT"),
                Duration.ofSeconds(20),
                seconds(environment, "OPENAI_TIMEOUT", 30),
                seconds(environment, "OPENAI_DOWNLOAD_TIMEOUT", 600),
                number(environment, "OPENAI_MAX_RETRIES", 2));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("OPENAI_BASE_URL is \"" + text + "\", which is no address", e);
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
