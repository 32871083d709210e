package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetReaderTest {

    @Test
    void readsLinesWithMarkWithoutFinalNewlineAndBlankLines() throws IOException {
        assertThat(shape("\uFEFF{\"a\":1}\r\n\r\n  {\"a\":\"}{\\\"\"}\n{\"a\":3}"))
                .containsExactly("1 {\"a\":1}", "3 {\"a\":\"}{\\\"\"}", "4 {\"a\":3}");
    }

    @Test
    void readsObjectsSpreadOverLines() throws IOException {
        assertThat(shape("{\n  \"a\": [\n    {\"b\": 1}\n  ]\n}\n{\n\"a\": 2\n} {\"a\":3}\n"))
                .containsExactly("1 {\n  \"a\": [\n    {\"b\": 1}\n  ]\n}", "6 {\n\"a\": 2\n}", "8 {\"a\":3}");
    }

    @Test
    void readsAnArray() throws IOException {
        assertThat(shape("\n[{\"a\":1},\n {\"a\":2},{\"a\":3}\n]\n"))
                .containsExactly("2 {\"a\":1}", "3 {\"a\":2}", "3 {\"a\":3}");
    }

    @Test
    void keepsTheGoodLinesBetweenBrokenOnes() throws IOException {
        assertThat(shape("{\"a\":1}\n"
                        + "{\"a\":\"not closed}\n"
                        + "{\"a\":3}\n"
                        + "{\"a\":[4}\n"
                        + "{\"a\":{\"missing\":\"brace\"}\n"
                        + "{\"a\":6}\n"
                        + "no json\n"
                        + "{\"a\":8},\n"
                        + "{\"a\":tru}\n"
                        + "\"text\"\n"
                        + "{\"a\":11}\n"
                        + "{\"a\":"))
                .containsExactly(
                        "1 {\"a\":1}",
                        "2 broken: a string is not closed at the end of line 2",
                        "3 {\"a\":3}",
                        "4 broken: a bracket that does not match at line 4, column 8",
                        "5 broken: a value without a comma before it at line 6, column 1",
                        "6 {\"a\":6}",
                        "7 broken: not a JSON object",
                        "8 broken: text behind the object at column 8",
                        "9 broken: not valid JSON at line 9, column 6",
                        "10 broken: not a JSON object",
                        "11 {\"a\":11}",
                        "12 broken: the file ends within the record");
    }

    @Test
    void aLineBeyondTheParsersLimitsCostsThatLineOnly() throws IOException {
        assertThat(shape("{\"a\":1}\n{\"a\":" + "9".repeat(1200) + "}\n{\"a\":" + "[".repeat(1800) + "]".repeat(1800)
                        + "}\n{\"a\":4}\n"))
                .containsExactly(
                        "1 {\"a\":1}",
                        "2 broken: beyond what is read: a number of too many digits, or nested too deeply",
                        "3 broken: beyond what is read: a number of too many digits, or nested too deeply",
                        "4 {\"a\":4}");
    }

    @Test
    void aLineCutOffAnywhereCostsThatLineOnly() throws IOException {
        String whole = "{\"a\":{\"b\":[1,{\"c\":\"d\"}],\"e\":true}}";
        for (int length = 1; length < whole.length(); length++) {
            assertThat(shape(whole + "\n" + whole.substring(0, length) + "\n" + whole + "\n" + whole + "\n"))
                    .as("cut after " + length + " characters")
                    .filteredOn(record -> !record.contains("broken"))
                    .hasSize(3);
        }
    }

    @Test
    void anInnerObjectMayStandAtTheMargin() throws IOException {
        assertThat(shape("{\n\"a\": [\n{\"b\": 1},\n{\"b\": 2}\n]\n}\n{\"a\":3}\n"))
                .containsExactly("1 {\n\"a\": [\n{\"b\": 1},\n{\"b\": 2}\n]\n}", "7 {\"a\":3}");
    }

    @Test
    void aFaultInsideAPrettyPrintedObjectCostsThatObjectOnly() throws IOException {
        assertThat(shape("{\n  \"a\": [\n    {\"b\": \"open},\n    {\"b\": 2}\n  ]\n}\n{\n  \"a\": 2\n}\n"))
                .containsExactly("1 broken: a string is not closed at the end of line 3", "7 {\n  \"a\": 2\n}");
    }

    @Test
    void aFaultInAnArrayCostsOneElement() throws IOException {
        assertThat(shape("[\n  {\"a\":1},\n  {\"a\":\"open},\n  {\"a\":3}\n]"))
                .containsExactly("2 {\"a\":1}", "3 broken: a string is not closed at the end of line 3", "4 {\"a\":3}");
    }

    @Test
    void anEmptyFileHasNoRecords() throws IOException {
        assertThat(shape("")).isEmpty();
        assertThat(shape("\uFEFF\n\n")).isEmpty();
        assertThat(shape("[]")).isEmpty();
    }

    @Test
    void problemsNeverQuoteTheContent() throws IOException {
        assertThat(shape("{\"a\": secret}\n{\"a\":\"secret\nsecret\n").toString())
                .doesNotContain("secret");
    }

    @Test
    void summarises() throws IOException {
        String text =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}\n"
                        + "nonsense\n"
                        + "{\"prompt\":\"p\",\"completion\":\"c\"}\n";
        try (DatasetReader reader = reader(text)) {
            DatasetSummary summary = DatasetSummary.of(reader);
            assertThat(summary.count()).isEqualTo(2);
            assertThat(summary.format()).isEqualTo(DatasetFormat.CHAT);
            assertThat(summary.brokenRecords()).isEqualTo(1);
            assertThat(summary.firstBroken())
                    .extracting(DatasetLine.Broken::line)
                    .containsExactly(2L);
        }
    }

    static List<String> shape(String text) throws IOException {
        List<String> records = new ArrayList<>();
        try (DatasetReader reader = reader(text)) {
            reader.forEachRemaining(line -> records.add(line.line() + " "
                    + (line instanceof DatasetLine.Readable readable
                            ? readable.example().raw().text()
                            : "broken: " + ((DatasetLine.Broken) line).reason())));
        }
        return records;
    }

    static DatasetReader reader(String text) {
        return new DatasetReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
