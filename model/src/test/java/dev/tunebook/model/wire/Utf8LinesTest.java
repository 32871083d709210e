package dev.tunebook.model.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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

    @Test
    void aStringIsTakenWhereverItsMarksStand() {
        for (int code = 0; code < 256; code++) {
            for (int before = 0; before < 20; before++) {
                String json = "~".repeat(before) + (char) code + "\"0123456789";
                String line = json.substring(0, before + 1);
                boolean plain = code >= ' ' && code < 128 && code != '"' && code != '\\';
                Utf8Lines.Builder builder = new Utf8Lines.Builder(0);
                int end = builder.addString(json.getBytes(ISO_8859_1), 0);
                if (plain) {
                    assertThat(end).as(json).isEqualTo(before + 2);
                    assertThat(builder.take()).containsExactly(line);
                } else if (code == '"') {
                    assertThat(end).as(json).isEqualTo(before + 1);
                    assertThat(builder.take()).containsExactly(line.substring(0, before));
                } else {
                    // A backslash takes the quote; the others are not for it.
                    assertThat(end).as(json).isEqualTo(-1);
                    assertThat(builder.take()).isEmpty();
                }
            }
        }
    }
}
