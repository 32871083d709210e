package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuneJobTest {

    @Test
    void readsASucceededJob() {
        FineTuneJob job = FineTuneJob.parse("""
                {"object":"fine_tuning.job","id":"ftjob-1","model":"gpt-4o-mini-2024-07-18","created_at":1758849616,
                 "finished_at":1758850000,"estimated_finish":0,"fine_tuned_model":"ft:gpt-4o-mini-2024-07-18:org::abc",
                 "organization_id":"org-1","result_files":["file-r"],"status":"succeeded","training_file":"file-t",
                 "validation_file":null,"trained_tokens":5768,"error":{},"seed":7,"user_provided_suffix":"support",
                 "metadata":{"team":"docs"},"eval_id":"eval_1","hyperparameters":{"n_epochs":3,"learning_rate_multiplier":2},
                 "integrations":[{"type":"wandb","wandb":{"project":"p","entity":null,"run_id":"ftjob-1","tags":["a"]}}],
                 "method":{"type":"supervised","supervised":{"hyperparameters":{"learning_rate_multiplier":2.0,"n_epochs":3}}}}
                """);
        assertThat(job.id()).isEqualTo("ftjob-1");
        assertThat(job.status()).isEqualTo(FineTuneStatus.SUCCEEDED);
        assertThat(job.createdAt()).contains(Instant.parse("2025-09-26T01:20:16Z"));
        assertThat(job.finishedAt()).contains(Instant.ofEpochSecond(1758850000));
        assertThat(job.estimatedFinish()).isEmpty();
        assertThat(job.fineTunedModel()).contains("ft:gpt-4o-mini-2024-07-18:org::abc");
        assertThat(job.resultFiles()).containsExactly("file-r");
        assertThat(job.trainingFile()).contains("file-t");
        assertThat(job.validationFile()).isEmpty();
        assertThat(job.trainedTokens()).isEqualTo(OptionalLong.of(5768));
        assertThat(job.error()).isEmpty();
        assertThat(job.suffix()).contains("support");
        assertThat(job.metadata()).isEqualTo(Map.of("team", "docs"));
        assertThat(job.method()).isEqualTo("supervised");
        assertThat(job.hyperparameters().of("n_epochs").number()).contains(3L);
        assertThat(job.hyperparameters().of("learning_rate_multiplier").number())
                .contains(2.0);
        assertThat(job.integrations()).singleElement().satisfies(wandb -> {
            assertThat(wandb.project()).isEqualTo("p");
            assertThat(wandb.entity()).isEmpty();
            assertThat(wandb.runId()).contains("ftjob-1");
            assertThat(wandb.tags()).containsExactly("a");
        });
    }

    @Test
    void anIdIsEnough() {
        FineTuneJob job = FineTuneJob.parse("\uFEFF {\"id\":\"ftjob-1\",\"surprise\":[1]} ");
        assertThat(job.status().isTerminal()).isFalse();
        assertThat(job.resultFiles()).isEmpty();
        assertThat(job.hyperparameters().byName()).isEmpty();
        assertThat(job.raw().text()).isEqualTo("{\"id\":\"ftjob-1\",\"surprise\":[1]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad gateway</html>",
                "{\"id\":\"ftjob-1\",\"mod",
                "[]",
                "null",
                "{\"object\":\"list\"}",
                "{\"id\":\"\"}"
            })
    void refusesWhatIsNoJobWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> FineTuneJob.parse(text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("job")
                .hasMessageNotContaining("Bad gateway");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | false",
                "{} | false",
                "{\"code\":null,\"message\":null,\"param\":null} | false",
                "{\"code\":\"\",\"message\":\"\",\"param\":\"training_file\"} | false",
                "{\"code\":\"invalid_n_examples\",\"message\":\"too few\",\"param\":\"training_file\"} | true",
                "{\"code\":null,\"message\":\"too few\"} | true",
                "\"it broke\" | true",
            })
    void readsTheFormsOfError(String error, boolean present) {
        assertThat(FineTuneJob.parse("{\"id\":\"j\",\"error\":" + error + "}")
                        .error()
                        .isPresent())
                .isEqualTo(present);
    }

    @Test
    void readsDpoWhoseTopLevelHyperparametersAreNull() {
        FineTuneJob job = FineTuneJob.parse("""
                {"id":"j","hyperparameters":null,"method":{"type":"dpo","dpo":{"hyperparameters":
                 {"beta":0.1,"n_epochs":"auto","batch_size":null}}}}""");
        assertThat(job.method()).isEqualTo("dpo");
        assertThat(job.hyperparameters().of("beta"))
                .isEqualTo(new Hyperparameter(false, Optional.of(0.1), Optional.empty()));
        assertThat(job.hyperparameters().of("n_epochs"))
                .isEqualTo(new Hyperparameter(true, Optional.empty(), Optional.empty()));
        assertThat(job.hyperparameters().of("batch_size")).isEqualTo(Hyperparameter.UNSET);
    }

    @Test
    void readsReinforcementWithItsGrader() {
        FineTuneJob job = FineTuneJob.parse("""
                {"id":"j","method":{"type":"reinforcement","reinforcement":{"grader":{"type":"multi"},
                 "hyperparameters":{"reasoning_effort":"medium","eval_interval":5}}}}""");
        assertThat(job.grader().orElseThrow().path("type").asString()).isEqualTo("multi");
        assertThat(job.hyperparameters().of("reasoning_effort").text()).contains("medium");
        assertThat(job.hyperparameters().of("eval_interval").number()).contains(5L);
    }

    @Test
    void remembersThatAutoWasRequested() {
        Hyperparameters before = hyperparameters("{\"n_epochs\":\"auto\",\"batch_size\":-1,\"beta\":0.2}");
        Hyperparameters after = hyperparameters("{\"n_epochs\":3,\"batch_size\":1,\"beta\":0.2}")
                .after(before);
        assertThat(after.of("n_epochs")).isEqualTo(new Hyperparameter(true, Optional.of(3L), Optional.empty()));
        assertThat(after.of("batch_size")).isEqualTo(new Hyperparameter(true, Optional.of(1L), Optional.empty()));
        assertThat(after.of("beta")).isEqualTo(new Hyperparameter(false, Optional.of(0.2), Optional.empty()));
    }

    @Test
    void takesTheResolvedValueOfEitherCopy() {
        FineTuneJob job = FineTuneJob.parse("""
                {"id":"j","hyperparameters":{"n_epochs":3,"learning_rate_multiplier":2},
                 "method":{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":"auto"}}}}""");
        assertThat(job.hyperparameters().of("n_epochs"))
                .isEqualTo(new Hyperparameter(true, Optional.of(3L), Optional.empty()));
        assertThat(job.hyperparameters().of("learning_rate_multiplier").number())
                .contains(2L);
    }

    @Test
    void keepsAnUnknownStatusAsActive() {
        FineTuneStatus status =
                FineTuneJob.parse("{\"id\":\"j\",\"status\":\"warming_up\"}").status();
        assertThat(status.name()).isEqualTo("warming_up");
        assertThat(status.phase()).isEqualTo(FineTuneStatus.Phase.ACTIVE);
        assertThat(FineTuneStatus.PAUSED.phase()).isEqualTo(FineTuneStatus.Phase.PAUSED);
        assertThat(FineTuneStatus.CANCELLED.isTerminal()).isTrue();
    }

    private static Hyperparameters hyperparameters(String object) {
        return FineTuneJob.parse("{\"id\":\"j\",\"hyperparameters\":" + object + "}")
                .hyperparameters();
    }
}
