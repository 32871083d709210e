package dev.tunebook.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GrammarTest {

    private static final Grammar GRAMMAR = Grammar.parse("test", """
            # months
            month = March
            March.from = 03-01
            from = {year}-{{month}.from}
            year = 2025
            thing = tent
            line = {^thing} {thing} {3..3 days} {3..3 days}\\nend
            roll = {1..1000000 roll}
            """);

    private static Scene scene(long seed) {
        return new Scene(GRAMMAR, new Random(seed));
    }

    @Test
    void slotsNestAndCapitalsAreMade() {
        assertThat(scene(1).text("from")).isEqualTo("2025-03-01");
        assertThat(scene(1).text("line")).isEqualTo("Tent tent 3 3\nend");
    }

    @Test
    void aSceneChoosesOnce() {
        Scene scene = scene(1);
        assertThat(scene.text("roll")).isEqualTo(scene.text("roll"));
        assertThat(Integer.parseInt(scene.text("roll"))).isEqualTo(scene.number(1, 1_000_000, "roll"));
        assertThat(scene(1).text("roll")).isEqualTo(scene.text("roll"));
        assertThat(scene(2).text("roll")).isNotEqualTo(scene.text("roll"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> scene(1).text("weekday"))
                .hasMessageContaining("test")
                .hasMessageContaining("weekday");
        assertThatThrownBy(() -> Grammar.parse("bad", "no equals here")).hasMessageContaining("no equals here");
    }
}
