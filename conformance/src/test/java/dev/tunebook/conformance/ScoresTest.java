package dev.tunebook.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoresTest {
    private final Scores scores = new Scores("| A client | wandb 1 | 10 passed, 0 failed, 2 it cannot express |\n");

    @Test
    void fewerFails() {
        assertThatThrownBy(() -> scores.hold("A client", 9)).hasMessageContaining("9 checks passed");
    }

    @Test
    void moreAsksToRaiseTheReadme() {
        assertThat(scores.hold("A client", 11)).contains("Raise the score of 'A client' in README.md from 10 to 11");
    }

    @Test
    void theSameIsSilent() {
        assertThat(scores.hold("A client", 10)).isEmpty();
    }

    @Test
    void aClientWithoutARowFails() {
        assertThatThrownBy(() -> scores.hold("client", 10)).hasMessageContaining("no row for 'client'");
    }
}
