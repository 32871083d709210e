package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFileTest {

    private static final String OPENAI = "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n"
            + "1,0.59335,0.89602,,\n10,6e-05,1.0,0.5,0\n";

    @Test
    void leavesEmptyCellsOut() {
        ResultFile results = parse(OPENAI);
        assertThat(results.encoding()).isEqualTo(ResultFile.Encoding.PLAIN);
        assertThat(results.rows())
                .containsExactly(
                        row(1, Map.of("train_loss", 0.59335, "train_accuracy", 0.89602)),
                        row(
                                10,
                                Map.of(
                                        "train_loss", 6e-05,
                                        "train_accuracy", 1.0,
                                        "valid_loss", 0.5,
                                        "valid_mean_token_accuracy", 0L)));
    }

    @Test
    void base64IsTheSameFile() {
        String encoded = Base64.getEncoder().encodeToString(OPENAI.getBytes(StandardCharsets.UTF_8));
        assertThat(parse(encoded).rows()).isEqualTo(parse(OPENAI).rows());
        assertThat(parse(encoded + "\n").encoding()).isEqualTo(ResultFile.Encoding.BASE64);
        String marked = Base64.getEncoder().encodeToString(("\uFEFF" + OPENAI).getBytes(StandardCharsets.UTF_8));
        assertThat(parse(marked).rows()).isEqualTo(parse(OPENAI).rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void lineEndsMarksAndQuotesDoNotMatter(String end) {
        String text = "\uFEFF\"step\",\"scores/graders/python/right, or not/train_reward_mean\",train_loss" + end
                + "\"1\",-1,\"0.5\"" + end + "2,0.25,0.4";
        assertThat(parse(text).rows())
                .containsExactly(
                        row(1, Map.of("scores/graders/python/right, or not/train_reward_mean", -1L, "train_loss", 0.5)),
                        row(
                                2,
                                Map.of(
                                        "scores/graders/python/right, or not/train_reward_mean",
                                        0.25,
                                        "train_loss",
                                        0.4)));
    }

    @Test
    void azureWritesMinusOneForNoValue() {
        ResultFile results =
                parse("step,train_loss,train_mean_token_accuracy,valid_loss,full_valid_mean_token_accuracy,"
                        + "valid_reward_mean\n1,1.5,0.5,-1,-1.0,-1\n2,8.39E-05,1,0.5,0.25,1\n");
        assertThat(results.columns()).contains("train_mean_token_accuracy");
        assertThat(results.rows())
                .containsExactly(
                        row(1, Map.of("train_loss", 1.5, "train_accuracy", 0.5, "valid_reward_mean", -1L)),
                        row(
                                2,
                                Map.of(
                                        "train_loss", 8.39E-05,
                                        "train_accuracy", 1L,
                                        "valid_loss", 0.5,
                                        "full_valid_mean_token_accuracy", 0.25,
                                        "valid_reward_mean", 1L)));
    }

    @Test
    void theTextColumnBecomesTheTime() {
        ResultFile results = parse("step,train_loss,train_error_rate,timestamp\n1,0.69,,2026-06-16T19:38:57.3040000Z\n"
                + "2,0.68,,soon\n");
        assertThat(results.rows().get(0).time()).contains(Instant.parse("2026-06-16T19:38:57.304Z"));
        assertThat(results.rows().get(0).metrics()).isEqualTo(Map.of("train_loss", 0.69));
        assertThat(results.rows().get(1).time()).isEmpty();
    }

    @Test
    void sortsAndMergesRepeatedSteps() {
        ResultFile results = parse("step,a,b\n3,1,\n1,1,1\n3,2,\n3,,4\n2.0,5,\n,1,1\nx,1,1\n1.5,1,1\n\n");
        assertThat(results.rows())
                .containsExactly(
                        row(1, Map.of("a", 1L, "b", 1L)), row(2, Map.of("a", 5L)), row(3, Map.of("a", 2L, "b", 4L)));
        assertThat(results.unreadableRows()).isEqualTo(3);
    }

    @Test
    void noValueHasManySpellingsAndInfinityIsAValue() {
        assertThat(parse("step,a,b,c,d,e,f\n1,nan,NaN,null,0x10,inf,1d\n").rows())
                .containsExactly(row(1, Map.of("e", Double.POSITIVE_INFINITY)));
    }

    @Test
    void shortLinesAndSpellingsBesideEachOther() {
        ResultFile results = parse("step,train_accuracy,train_mean_token_accuracy\n1,0.1,0.2\n2,0.3\n");
        assertThat(results.rows())
                .containsExactly(
                        row(1, Map.of("train_accuracy", 0.1, "train_mean_token_accuracy", 0.2)),
                        row(2, Map.of("train_accuracy", 0.3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF", "step", "step,train_loss", "step,train_loss\r\n"})
    void emptyFilesHaveNoRows(String text) {
        assertThat(parse(text).rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss,step\n1,2\n",
                "{\"error\":{}}",
                "c3RlcC!",
                "c3RlcCx0cmFpbl9sb3NzCjEsMC41Cg==!",
                "c3RlcHM=",
                "steps,loss\n1,2"
            })
    void refusesToGuess(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("hexadecimal");
    }

    private static ResultFile parse(String text) {
        return ResultFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MetricRow row(long step, Map<String, Number> metrics) {
        return new MetricRow(step, Optional.empty(), metrics);
    }
}
