package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Method(type='dpo', dpo=DpoMethod(hyperparameters=DpoHyperparameters(beta=0.1, n_epochs=3)), supervised=None)"
                        + "|{\"type\":\"dpo\",\"dpo\":{\"hyperparameters\":{\"beta\":0.1,\"n_epochs\":3}},\"supervised\":null}",
                "Hyperparameters(batch_size='auto', learning_rate_multiplier=1e-05, n_epochs=-1)"
                        + "|{\"batch_size\":\"auto\",\"learning_rate_multiplier\":1e-05,\"n_epochs\":-1}",
                "[Integration(type='wandb', tags=[\"it's\", 'a']), None]"
                        + "|[{\"type\":\"wandb\",\"tags\":[\"it's\",\"a\"]},null]",
                "{'a': 1, 2: True, None: False}|{\"a\":1,\"2\":true,\"null\":false}",
                "(1,)|[1]",
                "(1, 2)|[1,2]",
                "()|[]",
                "[]|[]",
                "{}|{}",
                "Empty()|{}",
                "123456789012345678901234567890|123456789012345678901234567890",
                "9007199254740993|9007199254740993",
                "-inf|-Infinity",
                "nan|NaN",
                "'\\x41\\u00e9\\U0001f600\\n\\'\\\\'|\"A\u00e9\ud83d\ude00\\n'\\\\\"",
                "  True  |true"
            })
    void readsWhatPythonPrints(String python, String json) {
        assertThat(PythonText.parse(python)).contains(Json.parse(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt-4o-mini",
                "__import__('os').system('x')",
                "Method('positional')",
                "Method(type='a', type='b')",
                "{'a': 1, 'a': 2}",
                "Method(type='a'",
                "Method(type='a'))",
                "[1, 2,]",
                "(,)",
                "[1 2]",
                "1 + 1",
                "1_000",
                "0x10",
                "1.2.3",
                "'open",
                "'a' 'b'",
                "f'{x}'",
                "b'bytes'",
                "'\\N{BULLET}'",
                "'\\uD8'",
                "'\\U00110000'",
                "lambda: 1",
                "Method(type=Other)",
                "{[1]: 2}",
                "<Enum.A: 'a'>",
                "datetime.datetime(2024, 1, 1)"
            })
    void anythingElseIsNoValue(String text) {
        assertThat(PythonText.parse(text)).isEmpty();
    }

    @Test
    void depthAndLengthHaveAnEnd() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(PythonText.parse("[".repeat(40) + "]".repeat(40))).isPresent();
            assertThat(PythonText.parse("[".repeat(500_000) + "]".repeat(500_000)))
                    .isEmpty();
            assertThat(PythonText.parse("'" + "a".repeat(PythonText.LONGEST) + "'"))
                    .isEmpty();
            assertThat(PythonText.parse("9".repeat(1_000_000))).isEmpty();
            assertThat(PythonText.parse("a".repeat(1_000_000))).isEmpty();
            assertThat(PythonText.parse("A(b=".repeat(200_000))).isEmpty();
        });
    }
}
