package dev.tunebook.sdk.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.HistoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryScanPropertyTest {
    private static final long SEED = 20260802;

    private int requests;

    private List<Long> scan(TreeSet<Long> steps, long from, long to, long rows) {
        requests = 0;
        long end = steps.isEmpty() ? 0 : Math.min(to, steps.last() + 1);
        HistoryScan scan = new HistoryScan(
                (first, last, most) -> {
                    requests++;
                    List<String> lines = steps.subSet(first, last).stream()
                            .map(step -> "{\"_step\":" + step + "}")
                            .toList();
                    assertThat((long) lines.size()).isLessThanOrEqualTo(most);
                    return lines;
                },
                from,
                end,
                rows);
        return Pages.stream(scan).map(HistoryRow::step).toList();
    }

    private static TreeSet<Long> clusters(Random random) {
        TreeSet<Long> steps = new TreeSet<>();
        long at = 0;
        for (int i = 0; i < 6; i++) {
            at += (long) Math.pow(10, random.nextInt(10));
            int length = random.nextInt(3000);
            long gap = 1 + random.nextInt(random.nextBoolean() ? 2 : 1000);
            for (int k = 0; k < length; k++) {
                steps.add(at);
                at += gap;
            }
        }
        return steps;
    }

    @Test
    void everyRowComesOnceInOrder() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50; i++) {
            TreeSet<Long> steps = clusters(random);
            assertThat(scan(steps, 0, Long.MAX_VALUE, steps.size())).isEqualTo(new ArrayList<>(steps));
            assertThat(requests).isLessThan(100 + steps.size() / 100);
            long from = random.nextLong(1_000_000);
            long to = from + random.nextLong(1_000_000);
            assertThat(scan(steps, from, to, steps.size())).isEqualTo(new ArrayList<>(steps.subSet(from, to)));
        }
    }

    @Test
    void aFewRowsFarApartAreOneRequest() {
        TreeSet<Long> steps = new TreeSet<>(List.of(0L, 1_785_579_330L, Long.MAX_VALUE / 2));
        assertThat(scan(steps, 0, Long.MAX_VALUE, 3)).hasSize(3);
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void aDenseHistoryIsOneRequestAThousandRows() {
        TreeSet<Long> steps =
                LongStream.range(0, 20_000).boxed().collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        assertThat(scan(steps, 0, Long.MAX_VALUE, 20_000)).hasSize(20_000);
        assertThat(requests).isEqualTo(20);
    }
}
