package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Laws of reading datasets, on generated input; a failure names the seed.
class DatasetReaderPropertyTest {

    private static final List<String> BROKEN = List.of(
            "{\"a\":\"open}", "{\"a\":[1}", "plain text", "{\"a\":1},", "{\"a\" 1}", "[1,2]", "12", "{\"a\":{\"b\":1}");

    @Test
    void everyGoodLineIsReadWhateverStandsBetween() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> expected = new ArrayList<>();
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            int lines = random.nextInt(30);
            for (int line = 1; line <= lines; line++) {
                // An array may only open the file, so that it is not taken for one.
                boolean good = line == 1 || random.nextInt(4) > 0;
                String record = good ? object(random).toString() : BROKEN.get(random.nextInt(BROKEN.size()));
                if (good) {
                    expected.add(line + " " + record);
                }
                text.append(record).append(random.nextBoolean() ? "\r\n" : "\n");
            }
            List<String> read = DatasetReaderTest.shape(text.toString());
            assertThat(read.stream().filter(record -> !record.contains(" broken: ")))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(expected);
            assertThat(read).as("seed %d", seed).hasSizeLessThanOrEqualTo(lines);
            // Neighbouring broken lines may be reported as one.
            assertThat(read.size() == expected.size()).as("seed %d", seed).isEqualTo(lines == expected.size());
        }
    }

    @Test
    void layoutDoesNotChangeTheExamples() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<ObjectNode> objects = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                objects.add(object(random));
            }
            List<String> pretty =
                    objects.stream().map(ObjectNode::toPrettyString).toList();
            assertThat(trees(String.join("\n", pretty))).as("seed %d", seed).isEqualTo(objects);
            assertThat(trees("[" + String.join(",", pretty) + "]"))
                    .as("seed %d", seed)
                    .isEqualTo(objects);
            assertThat(trees("[\n"
                            + objects.stream()
                                    .map(ObjectNode::toString)
                                    .reduce((a, b) -> a + ",\n" + b)
                                    .orElseThrow() + "\n]"))
                    .as("seed %d", seed)
                    .isEqualTo(objects);
        }
    }

    @Test
    void noInputMakesItFail() throws IOException {
        String alphabet = "{}[]\",:\\ \n\ra1é\uFEFF-tn";
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(DatasetReaderTest.shape(text.toString()))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    @Test
    void readsNoFurtherAheadThanOneBuffer() throws IOException {
        byte[] row =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}\n"
                        .getBytes(StandardCharsets.UTF_8);
        long rows = 100_000;
        Repeated input = new Repeated(row, rows);
        try (DatasetReader reader = new DatasetReader(input)) {
            long count = 0;
            long furthestAhead = 0;
            while (reader.hasNext()) {
                count = reader.next().line();
                furthestAhead = Math.max(furthestAhead, input.position - count * row.length);
            }
            assertThat(count).isEqualTo(rows);
            assertThat(furthestAhead).isLessThanOrEqualTo(1L << 18);
        }
    }

    /// The same row again and again, without ever holding the file.
    private static final class Repeated extends InputStream {
        private final byte[] row;
        private final long length;
        private long position;

        Repeated(byte[] row, long times) {
            this.row = row;
            this.length = row.length * times;
        }

        @Override
        public int read() {
            return position == length ? -1 : row[(int) (position++ % row.length)];
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            int count = (int) Math.min(wanted, length - position);
            for (int i = 0; i < count; i++) {
                target[offset + i] = (byte) read();
            }
            return count == 0 ? -1 : count;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, length - position);
        }
    }

    private static List<ObjectNode> trees(String text) throws IOException {
        List<ObjectNode> trees = new ArrayList<>();
        try (DatasetReader reader = DatasetReaderTest.reader(text)) {
            reader.forEachRemaining(line ->
                    trees.add(((DatasetLine.Readable) line).example().raw().tree()));
        }
        return trees;
    }

    private static ObjectNode object(Random random) {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = "f" + i;
            switch (random.nextInt(5)) {
                case 0 -> object.put(name, random.nextInt());
                case 1 -> object.put(name, "quote \" back \\ brace } { [ ] , : é 日本 \n");
                case 2 ->
                    object.putArray(name)
                            .add(random.nextBoolean())
                            .add((String) null)
                            .addObject()
                            .put("x", "}");
                case 3 -> object.putObject(name).put("y", 0.5);
                default -> object.putNull(name);
            }
        }
        return object;
    }
}
