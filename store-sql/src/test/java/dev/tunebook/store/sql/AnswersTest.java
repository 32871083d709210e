package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final Answers answers = new Answers();
    private final AtomicInteger reads = new AtomicInteger();
    private final Supplier<Integer> read = reads::incrementAndGet;

    @Test
    void anAnswerIsGivenAgainUntilTheNextCommit() {
        assertThat(answers.get("a", 1, read)).isEqualTo(1);
        assertThat(answers.get("a", 1, read)).isEqualTo(1);
        assertThat(answers.get("b", 1, read)).isEqualTo(2);
        assertThat(answers.get("a", 2, read)).isEqualTo(3);
        assertThat(answers.get("a", 2, read)).isEqualTo(3);
    }

    @Test
    void anAnswerReadWhileACommitCameIsNotKeptBeyondIt() {
        assertThat(answers.get("a", 1, () -> {
                    answers.get("a", 2, read);
                    return -1;
                }))
                .isEqualTo(-1);
        assertThat(answers.get("a", 2, read)).isEqualTo(1);
    }

    @Test
    void aRefusalIsNoAnswer() {
        assertThatThrownBy(() -> answers.get("a", 1, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(answers.get("a", 1, read)).isEqualTo(1);
    }
}
