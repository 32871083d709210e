package dev.tunebook.sdk.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PythonJsonPropertyTest {
    private static final long SEED = 20260803;

    private static String write(JsonNode node) throws IOException {
        StringBuilder text = new StringBuilder();
        PythonJson.write(node, text);
        return text.toString();
    }

    @Test
    void everyNumberReadsBackAsItself() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = write(Json.tree(number));
                assertThat(Double.parseDouble(text)).isEqualTo(number);
                assertThat(text).matches("-?\\d+(\\.\\d+)?(e[+-]\\d{2,3})?").containsPattern("[.e]");
            }
            long whole = random.nextLong();
            assertThat(write(Json.tree(whole))).isEqualTo(Long.toString(whole));
        }
    }

    @Test
    void everyTextReadsBackAsItselfInAscii() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(20, 1, 0x110000)
                    .filter(point -> point < 0xd800 || point > 0xdfff)
                    .forEach(text::appendCodePoint);
            ObjectNode node = Json.object().put(text.toString(), text.toString());
            String written = write(node);
            assertThat(written.chars()).allMatch(c -> c >= ' ' && c <= '~');
            assertThat(Json.parse(written)).isEqualTo(node);
        }
    }
}
