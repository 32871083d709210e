package dev.tunebook.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.HistoryRow;
import dev.tunebook.model.RunConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "9223372036854775807",
                "-9223372036854775808",
                "18446744073709551616",
                "5",
                "5.0",
                "0.1",
                "-0.0",
                "1.0E300",
                "NaN",
                "Infinity",
                "-Infinity",
                "[1,2.0,\"NaN\",null,true,{\"a\":{}}]"
            })
    void keepsFormAndValue(String text) {
        assertThat(Json.writeExtended(Json.parse(text))).isEqualTo(text);
    }

    @Test
    void strictWritingHasNoBareTokens() {
        assertThat(Json.write(Json.tree(Map.of("x", Double.NaN)))).isEqualTo("{\"x\":\"NaN\"}");
    }

    @Test
    void equalNumbersAreEqualNodes() {
        assertThat(Json.tree(5L)).isEqualTo(Json.tree(5)).isEqualTo(Json.parse("5"));
        assertThat(Json.tree(0.1f)).isEqualTo(Json.tree(0.1));
        assertThat(Json.tree(List.of(1, "a"))).isEqualTo(Json.parse("[1,\"a\"]"));
        assertThat(Json.tree(Instant.EPOCH).asString()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'a':1}", "[1,]", "{} {}", "nul", "sk-secret"})
    void saysWhereWithoutShowingTheText(String text) {
        assertThatThrownBy(() -> Json.parseObject(text))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(Json.DEEPEST + 1) + "]".repeat(Json.DEEPEST + 1);
        assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(InvalidJsonException.class);
        assertThat(Json.parse("[".repeat(Json.DEEPEST) + "]".repeat(Json.DEEPEST))
                        .isArray())
                .isTrue();
    }

    @Test
    void historyRowsKeepStepAsAnInteger() {
        HistoryRow row = new HistoryRow(
                12,
                Instant.parse("2026-08-01T10:15:30.123456Z"),
                Duration.ofMillis(3200),
                Map.of("loss", Json.tree(0.5)));
        String line = HistoryRowCodec.write(row);
        assertThat(line)
                .isEqualTo("{\"loss\":0.5,\"_step\":12,\"_timestamp\":1785579330.123456,\"_runtime\":3.200000}");
        assertThat(HistoryRowCodec.read(line, 0)).isEqualTo(row);
        assertThat(HistoryRowCodec.read("{\"a\":1,\"_timestamp\":\"soon\",\"_runtime\":1e400}", 7)
                        .step())
                .isEqualTo(7);
    }

    @Test
    void configKeepsDescriptionsAndForgivesBareValues() {
        RunConfig config = RunConfigCodec.read(
                "{\"lr\":{\"value\":0.1,\"desc\":\"rate\"},\"bare\":3,\"_wandb\":{\"value\":{\"t\":{}}}}");
        assertThat(config.entries().get("lr")).isEqualTo(new RunConfig.Entry(Json.tree(0.1), Optional.of("rate")));
        assertThat(config.userValues()).containsOnlyKeys("lr", "bare");
        assertThat(RunConfigCodec.write(config))
                .isEqualTo(
                        "{\"lr\":{\"value\":0.1,\"desc\":\"rate\"},\"bare\":{\"value\":3},\"_wandb\":{\"value\":{\"t\":{}}}}");
        assertThat(RunConfigCodec.read(RunConfigCodec.write(config))).isEqualTo(config);
    }
}
