package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.DatasetLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetRowsTest {

    private static DatasetRows of(Path folder, String content) throws IOException {
        return DatasetRows.of(Files.writeString(folder.resolve("data"), content));
    }

    private static List<List<@Nullable Object>> rows(DatasetRows data) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        data.forEach(rows::add);
        return rows;
    }

    @Test
    void aConversationOfAnyLengthIsOneRow(@TempDir Path folder) throws IOException {
        String longer =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q1\"},{\"role\":\"assistant\",\"content\":\"a1\"},"
                        + "{\"role\":\"user\",\"content\":\"q2\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":"
                        + "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}],\"tools\":[{}]}";
        String three = "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"q\"},"
                + "{\"role\":\"assistant\",\"content\":\"a\"}]}";
        DatasetRows data = of(folder, "\uFEFF" + three + "\nbroken\n" + longer);
        assertThat(data.isTable()).isTrue();
        assertThat(data.columns())
                .containsExactly(
                        "role: system",
                        "role: user",
                        "role: assistant",
                        "line",
                        "roles",
                        "message count",
                        "has tools",
                        "example");
        List<List<@Nullable Object>> rows = rows(data);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsExactly("s", "q", "a", 1L, "system, user, assistant", 3L, false, three);
        assertThat(rows.get(1))
                .containsExactly(null, "q2", "f({})", 3L, "user, assistant, user, assistant", 4L, true, longer);
        assertThat(data.summary().firstBroken())
                .extracting(DatasetLine.Broken::line)
                .containsExactly(2L);
    }

    @Test
    void preferenceReinforcementAndCompletionHaveTheirOwnColumns(@TempDir Path folder) throws IOException {
        String pair = "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]},\"preferred_output\":"
                + "[{\"role\":\"assistant\",\"content\":\"good\"}],\"non_preferred_output\":"
                + "[{\"role\":\"assistant\",\"content\":\"bad\"}]}";
        DatasetRows preference = of(folder, pair);
        assertThat(preference.columns()).contains("preferred", "non preferred").doesNotContain("item");
        assertThat(rows(preference).get(0)).startsWith(null, "q", "good").contains("bad");

        DatasetRows reinforcement = of(folder, "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"target\":7}");
        assertThat(rows(reinforcement).get(0)).startsWith(null, "q", null).contains("{\"target\":7}");

        DatasetRows completion = of(folder, "{\"prompt\":\"p ->\",\"completion\":\" c\\n\"}");
        assertThat(rows(completion).get(0)).startsWith(null, "p ->", " c\n");
    }

    @Test
    void whatIsNoFineTuningFormatIsNoTable(@TempDir Path folder) throws IOException {
        assertThat(of(folder, "{\"text\":\"t\",\"label\":1}\n").isTable()).isFalse();
        assertThat(of(folder, "").isTable()).isFalse();
    }
}
