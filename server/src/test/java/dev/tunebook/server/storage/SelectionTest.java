package dev.tunebook.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 10, 0+4",
        "bytes=4-, 10, 4+6",
        "bytes=-3, 10, 7+3",
        "bytes=-30, 10, 0+10",
        "bytes=0-99, 10, 0+10",
        "bytes=9-9, 10, 9+1",
        "bytes=10-12, 10, none",
        "bytes=-0, 10, none",
        "bytes=0-0, 0, none",
        "bytes=-5, 0, none",
        "bytes=5-3, 10, all",
        "'bytes=0-1,3-4', 10, all",
        "items=0-3, 10, all",
        "bytes=-, 10, all",
        "bytes=99999999999999999999-, 10, all",
        "'', 10, all",
    })
    void selects(String header, long size, String expected) {
        String selected = switch (Selection.of(Optional.of(header), size)) {
            case Selection.Whole whole -> "all";
            case Selection.Part part -> part.first() + "+" + part.length();
            case Selection.Unsatisfiable nothing -> "none";
        };

        assertThat(selected).isEqualTo(expected);
    }
}
