package dev.tunebook.server.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpreadTest {

    @Test
    void aFewLongRowsDoNotHideTheOthers() {
        Spread spread = new Spread(1_000);
        for (int i = 0; i < 199; i++) {
            spread.add(100 + i % 50);
        }
        spread.add(90_000);
        JsonNode json = spread.toJson();
        assertThat(json.path("max").asInt()).isEqualTo(90_000);
        assertThat(json.path("p50").asInt()).isBetween(120, 126);
        assertThat(Json.write(json.path("histogram").path(0))).isEqualTo("{\"from\":100,\"to\":105,\"rows\":20}");
        assertThat(Json.write(json.path("histogram").path(9))).isEqualTo("{\"from\":145,\"to\":90001,\"rows\":20}");
        assertThat(json.path("histogram").size()).isEqualTo(10);
    }

    @Test
    void noRowsHaveNoHistogram() {
        assertThat(Json.write(new Spread(10).toJson()))
                .isEqualTo("{\"total\":0,\"p50\":0,\"p95\":0,\"max\":0,\"histogram\":[]}");
    }

    @Test
    void theBucketsHoldEveryRowOnceWhateverTheSizes() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int rows = 1 + random.nextInt(300);
            Spread spread = new Spread(1_000);
            for (int i = 0; i < rows; i++) {
                spread.add(random.nextInt(1 + random.nextInt(1 << random.nextInt(20))));
            }
            JsonNode histogram = spread.toJson().path("histogram");
            int held = 0;
            long end = -1;
            for (JsonNode bucket : histogram) {
                assertThat(end < 0 || bucket.path("from").asLong() == end)
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(bucket.path("to").asLong())
                        .as("seed %d", seed)
                        .isGreaterThan(bucket.path("from").asLong());
                end = bucket.path("to").asLong();
                held += bucket.path("rows").asInt();
            }
            assertThat(held).as("seed %d", seed).isEqualTo(rows);
            assertThat(histogram.size()).as("seed %d", seed).isBetween(1, 21);
        }
    }
}
