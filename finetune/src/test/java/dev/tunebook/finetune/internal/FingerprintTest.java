package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.model.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final String JOB =
            "{\"id\":\"ftjob-1\",\"status\":\"succeeded\",\"hyperparameters\":{\"n_epochs\":3,\"batch_size\":2},"
                    + "\"result_files\":[\"file-1\"],\"estimated_finish\":5}";

    private static Fingerprint of(String job) {
        return Fingerprint.of(FineTuneJob.parse(job), "ftevent-1", false, List.of("file-2", "file-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"succeeded\",\"id\":\"ftjob-1\",\"hyperparameters\":{\"batch_size\":2,\"n_epochs\":3},"
                        + "\"result_files\":[\"file-1\"],\"estimated_finish\":5}",
                "{ \"id\": \"ftjob-1\", \"status\": \"succeeded\", \"hyperparameters\": {\"n_epochs\": 3.0, "
                        + "\"batch_size\": 2e0}, \"result_files\": [ \"file-1\" ]}",
            })
    void keyOrderSpellingOfNumbersAndGuessesDoNotCount(String sameJob) {
        assertThat(of(sameJob)).isEqualTo(of(JOB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n_epochs\":4", "\"n_epochs\":\"3\"", "\"n_epochs\":null", "\"n_epoch\":3"})
    void everyValueAndNameCounts(String other) {
        assertThat(of(JOB.replace("\"n_epochs\":3", other))).isNotEqualTo(of(JOB));
    }

    @Test
    void eventsFilesAndVersionCount() {
        FineTuneJob job = FineTuneJob.parse(JOB);
        Fingerprint fingerprint = of(JOB);
        assertThat(Fingerprint.of(job, "ftevent-2", false, List.of("file-1", "file-2")))
                .isNotEqualTo(fingerprint);
        assertThat(Fingerprint.of(job, "ftevent-1", false, List.of("file-1"))).isNotEqualTo(fingerprint);
        assertThat(new Fingerprint(0, fingerprint.job(), fingerprint.lastEvent(), false, fingerprint.files()))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void survivesTheSummary() {
        assertThat(Fingerprint.parse(Json.parse(Json.write(of(JOB).toJson())))).contains(of(JOB));
        assertThat(Fingerprint.parse(Json.parse("{\"version\":\"x\"}"))).isEmpty();
        assertThat(Fingerprint.parse(Json.parse("\"x\""))).isEmpty();
    }
}
