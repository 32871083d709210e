package dev.tunebook.finetune.openai;

/// What proves to a service who is asking. Prints stars.
public sealed interface Credential {

    /// The name of the header that carries it.
    String header();

    /// The value of that header; secret.
    String headerValue();

    /// `Authorization: Bearer …`, as OpenAI and Entra ID want it.
    record Bearer(String token) implements Credential {
        public Bearer {
            requireToken(token);
        }

        @Override
        public String header() {
            return "Authorization";
        }

        @Override
        public String headerValue() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "Bearer ***";
        }
    }

    /// `api-key: …`, as Azure OpenAI wants it.
    record ApiKeyHeader(String key) implements Credential {
        public ApiKeyHeader {
            requireToken(key);
        }

        @Override
        public String header() {
            return "api-key";
        }

        @Override
        public String headerValue() {
            return key;
        }

        @Override
        public String toString() {
            return "api-key ***";
        }
    }

    private static void requireToken(String token) {
        boolean printable = !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
        if (!printable) {
            throw new IllegalArgumentException(
                    "The provider's key is empty or holds white space or control characters; check OPENAI_API_KEY");
        }
    }
}
