package dev.tunebook.finetune.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// OpenAI's own reporting of a job to W&B: the run it writes there.
///
/// @param runId undocumented; equals the job's id in the official sample
public record WandbIntegration(
        String project, Optional<String> entity, Optional<String> name, Optional<String> runId, List<String> tags) {

    public WandbIntegration {
        tags = List.copyOf(tags);
    }

    static List<WandbIntegration> parse(JsonNode integrations) {
        List<WandbIntegration> found = new ArrayList<>();
        for (JsonNode integration : integrations) {
            JsonNode wandb = integration.path("wandb");
            Fields.filledText(wandb, "project")
                    .ifPresent(project -> found.add(new WandbIntegration(
                            project,
                            Fields.filledText(wandb, "entity"),
                            Fields.filledText(wandb, "name"),
                            Fields.filledText(wandb, "run_id"),
                            Fields.ids(wandb.path("tags")))));
        }
        return List.copyOf(found);
    }
}
