package dev.tunebook.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8LinesTest {
    private static final List<String> LINES = List.of("{}", "", "gr\u00fcn \u20ac \ud83d\ude80", "plain");

    @Test
    void areTheLinesTheyWereMadeOf() {
        Utf8Lines lines = Utf8Lines.of(LINES);
        assertThat(lines).isEqualTo(LINES).hasSameHashCodeAs(LINES);
        assertThat(new String(lines.text(), UTF_8)).isEqualTo(String.join("", LINES));
        assertThat(lines.ends()).containsExactly(2, 2, 16, 21);
        assertThat(Utf8Lines.of(lines)).isSameAs(lines);
        assertThatThrownBy(() -> lines.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> lines.add("more")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void partsStandAlone() {
        Utf8Lines part = Utf8Lines.of(LINES).subList(1, 3);
        assertThat(part).isEqualTo(LINES.subList(1, 3));
        assertThat(part.ends()).containsExactly(0, 14);
        assertThat(Utf8Lines.of(LINES).subList(4, 4)).isEmpty();
    }

    @Test
    void takesJsonStringsOfAsciiAndLeavesOthers() {
        Utf8Lines.Builder builder = new Utf8Lines.Builder(0);
        byte[] json = "{\"a\\\"b\\\\\\/\\n\\t\\b\\f\\rc\"}".getBytes(UTF_8);
        assertThat(builder.addString(json, 2)).isEqualTo(json.length - 1);
        assertThat(builder.take()).containsExactly("a\"b\\/\n\t\b\f\rc");
        for (String other : List.of("no end", "end\\", "\\u0041\"", "\u00fc\"", "tab\t\"", "\\x\"")) {
            assertThat(builder.addString(other.getBytes(UTF_8), 0)).as(other).isEqualTo(-1);
        }
        assertThat(builder.take()).isEmpty();
    }
}
