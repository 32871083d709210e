package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.model.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobConfigTest {

    private static Map<String, JsonNode> config(String job, Map<String, JsonNode> earlier, DataFile... files) {
        return JobConfig.of(FineTuneJob.parse(job), List.of(files), earlier);
    }

    private static JsonNode hyperparameters(String job) {
        return config(job, Map.of()).getOrDefault("hyperparameters", Json.object());
    }

    @Test
    void hyperparametersAreFlatAndNumericForEachMethod() {
        assertThat(hyperparameters("{\"id\":\"j\",\"method\":{\"type\":\"dpo\",\"dpo\":{\"hyperparameters\":"
                        + "{\"beta\":0.1,\"n_epochs\":2,\"learning_rate_multiplier\":2.0}}},\"hyperparameters\":null}"))
                .isEqualTo(Json.parse("{\"beta\":0.1,\"n_epochs\":2,\"learning_rate_multiplier\":2.0}"));
        assertThat(hyperparameters("{\"id\":\"j\",\"method\":{\"type\":\"reinforcement\",\"reinforcement\":"
                        + "{\"hyperparameters\":{\"compute_multiplier\":1.5,\"reasoning_effort\":\"low\"}}}}"))
                .isEqualTo(Json.parse("{\"compute_multiplier\":1.5,\"reasoning_effort\":\"low\"}"));
        assertThat(hyperparameters("{\"id\":\"j\",\"hyperparameters\":{\"n_epochs\":3}}"))
                .isEqualTo(Json.parse("{\"n_epochs\":3}"));
        assertThat(hyperparameters("{\"id\":\"j\"}")).isEqualTo(Json.object());
    }

    @Test
    void whatWasRequestedAsAutoIsRememberedBesideTheResolvedValue() {
        Map<String, JsonNode> queued =
                config("{\"id\":\"j\",\"hyperparameters\":{\"n_epochs\":\"auto\",\"batch_size\":-1}}", Map.of());
        assertThat(queued).containsEntry("hyperparameters", Json.object());
        assertThat(queued)
                .containsEntry(
                        "hyperparameters_requested", Json.parse("{\"n_epochs\":\"auto\",\"batch_size\":\"auto\"}"));
        Map<String, JsonNode> ended =
                config("{\"id\":\"j\",\"hyperparameters\":{\"n_epochs\":3,\"batch_size\":4}}", queued);
        assertThat(ended).containsEntry("hyperparameters", Json.parse("{\"n_epochs\":3,\"batch_size\":4}"));
        assertThat(ended)
                .containsEntry(
                        "hyperparameters_requested", Json.parse("{\"n_epochs\":\"auto\",\"batch_size\":\"auto\"}"));
    }

    @Test
    void timesAreUtcInstantsAndNamesStandBesideIds() {
        Map<String, JsonNode> config = config(
                "{\"id\":\"j\",\"created_at\":1700000000,\"finished_at\":null,\"result_files\":[\"file-9\"],"
                        + "\"training_file\":\"file-1\",\"trainingType\":\"globalStandard\"}",
                Map.of(),
                new DataFile(DataFile.Role.TRAIN, "file-1", Optional.of("données.jsonl"), Availability.HERE));
        assertThat(config).containsEntry("created_at", Json.tree("2023-11-14T22:13:20Z"));
        assertThat(config).containsEntry("finished_at", Json.tree(null));
        assertThat(config).containsEntry("result_files", Json.tree("file-9"));
        assertThat(config).containsEntry("training_file", Json.tree("file-1"));
        assertThat(config).containsEntry("training_file_name", Json.tree("données.jsonl"));
        assertThat(config).containsEntry("trainingType", Json.tree("globalStandard"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"code\":null,\"message\":null,\"param\":null}"})
    void threeWaysToSayNoError(String error) {
        assertThat(config("{\"id\":\"j\",\"error\":" + error + "}", Map.of())).doesNotContainKey("error");
    }

    @Test
    void anErrorHasCodeParamAndMessage() {
        assertThat(config("{\"id\":\"j\",\"error\":{\"code\":\"c\",\"message\":\"m\",\"param\":null}}", Map.of()))
                .containsEntry("error", Json.parse("{\"code\":\"c\",\"param\":null,\"message\":\"m\"}"));
    }

    @Test
    void theProvidersOwnRunIsNamed() {
        assertThat(config(
                        "{\"id\":\"ftjob-1\",\"integrations\":[{\"type\":\"wandb\",\"wandb\":{\"project\":\"p\",\"entity\":\"e\","
                                + "\"run_id\":\"r\"}}]}",
                        Map.of()))
                .containsEntry("wandb_integration_run", Json.tree("e/p/r"));
        assertThat(config(
                        "{\"id\":\"ftjob-1\",\"integrations\":[{\"type\":\"wandb\",\"wandb\":{\"project\":\"p\"}}]}",
                        Map.of()))
                .containsEntry("wandb_integration_run", Json.tree("p/ftjob-1"));
    }
}
