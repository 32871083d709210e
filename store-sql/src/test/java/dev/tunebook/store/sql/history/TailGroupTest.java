package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.testkit.HistoryScenario;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TailGroupTest {
    private static GroupLines lines(String text, int end) {
        return new GroupLines(new int[] {0}, text.getBytes(UTF_8), new int[] {end}, new long[] {0});
    }

    @Test
    void isPackedOnce() throws Exception {
        String line = HistoryScenario.training(0, 1).getFirst();
        TailGroup group = TailGroup.of(lines(line, line.length()), 7);
        group.packing().run();
        PackedGroup packed = group.packing().get();
        group.packing().run();
        assertThat(group.packing().get()).isSameAs(packed);
        assertThat(packed.lines().line(0)).isEqualTo(line);
        assertThat(packed.chunks()).extracting(PackedGroup.Chunk::name).contains("_step");
    }

    @Test
    void isPackedAnewAfterAFailure() {
        TailGroup group = TailGroup.of(lines("{", 99), 7);
        var first = group.packing();
        first.run();
        assertThat(first.state()).isEqualTo(Future.State.FAILED);
        assertThat(group.packing().state()).isEqualTo(Future.State.RUNNING);
    }
}
