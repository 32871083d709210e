package dev.tunebook.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The models a job can start from.
final class BaseModels {

    /// A model by its short name and the snapshot that stands for.
    record BaseModel(String name, String snapshot, Instant created) {}

    static final List<BaseModel> ALL = List.of(
            model("gpt-3.5-turbo", "gpt-3.5-turbo-0125", "2024-01-25"),
            model("gpt-4o", "gpt-4o-2024-08-06", "2024-08-06"),
            model("gpt-4o-mini", "gpt-4o-mini-2024-07-18", "2024-07-18"),
            model("gpt-4.1", "gpt-4.1-2025-04-14", "2025-04-14"),
            model("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", "2025-04-14"),
            model("gpt-4.1-nano", "gpt-4.1-nano-2025-04-14", "2025-04-14"),
            model("o4-mini", "o4-mini-2025-04-16", "2025-04-16"),
            model("davinci-002", "davinci-002", "2023-08-22"),
            model("babbage-002", "babbage-002", "2023-08-22"));

    private BaseModels() {}

    private static BaseModel model(String name, String snapshot, String day) {
        return new BaseModel(name, snapshot, Instant.parse(day + "T00:00:00Z"));
    }

    /// The snapshot a name stands for; a snapshot stands for itself.
    static Optional<String> resolve(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name) || model.snapshot().equals(name))
                .map(BaseModel::snapshot)
                .findFirst();
    }
}
