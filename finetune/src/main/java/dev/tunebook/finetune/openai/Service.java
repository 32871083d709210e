package dev.tunebook.finetune.openai;

import java.util.Map;

/// A service that speaks OpenAI's dialect, as far as it differs.
///
/// @param name for messages
/// @param keyVariable where its users set their key
/// @param addressVariable where its users set its address
/// @param query parameters that every request carries
public record Service(String name, String keyVariable, String addressVariable, Map<String, String> query) {

    /// OpenAI, and every server that is reached the same way.
    public static final Service OPENAI = new Service("OpenAI", "OPENAI_API_KEY", "OPENAI_BASE_URL", Map.of());

    /// Azure OpenAI at its `/openai/v1`.
    public static final Service AZURE =
            new Service("Azure OpenAI", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", Map.of());

    public Service {
        query = Map.copyOf(query);
    }

    /// Azure OpenAI as it was before `/openai/v1`.
    ///
    /// @param apiVersion such as `2024-10-21`
    public static Service azure(String apiVersion) {
        return new Service(AZURE.name, AZURE.keyVariable, AZURE.addressVariable, Map.of("api-version", apiVersion));
    }
}
