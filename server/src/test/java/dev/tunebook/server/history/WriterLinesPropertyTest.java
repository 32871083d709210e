package dev.tunebook.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineBlock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Whatever the order in which writers send, however often each sends again and cuts its lines, and wherever the
/// server starts anew in between: every line of every writer is there once, in the writer's own order, and its console
/// as it last was.
class WriterLinesPropertyTest {
    private final Map<HistoryFile, NavigableMap<Long, String>> stored = new EnumMap<>(HistoryFile.class);

    @RepeatedTest(200)
    void everyLineHasOnePlace(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Writer> writers = LongStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> new Writer("writer" + i, random.nextInt(3)))
                .toList();
        WriterLines lines = read();
        for (int request = 0; request < 40; request++) {
            if (random.nextInt(5) == 0) {
                lines = read();
            }
            Writer writer = writers.get(random.nextInt(writers.size()));
            HistoryFile file = random.nextBoolean() ? HistoryFile.HISTORY : HistoryFile.OUTPUT;
            lines.place(writer.name(), writer.next(file, random)).forEach(this::store);
            lines.unsaved().forEach(this::store);
        }

        for (Writer writer : writers) {
            assertThat(of(writer, HistoryFile.HISTORY)).isEqualTo(writer.rows());
            assertThat(of(writer, HistoryFile.OUTPUT)).isEqualTo(writer.console());
        }
        List<String> rows = List.copyOf(file(HistoryFile.HISTORY).values());
        assertThat(rows.stream().map(row -> Steps.of(row).orElseThrow()))
                .isEqualTo(LongStream.range(0, rows.size())
                        .mapToObj(step -> (double) step)
                        .toList());
    }

    /// What one writer has said so far.
    ///
    /// @param offset where it counts from
    private record Writer(String name, int offset, List<String> rows, List<String> console) {
        Writer(String name, int offset) {
            this(name, offset, new ArrayList<>(), new ArrayList<>());
        }

        /// Some of the last lines again, then some new ones.
        LineBlock next(HistoryFile file, Random random) {
            List<String> said = file == HistoryFile.HISTORY ? rows : console;
            int from = Math.max(0, said.size() - random.nextInt(6));
            if (file == HistoryFile.OUTPUT) {
                said.replaceAll(line -> said.indexOf(line) < from ? line : line + "!");
            }
            for (int more = random.nextInt(4); more >= 0; more--) {
                said.add("{\"" + name + "\":" + said.size() + "}");
            }
            return new LineBlock(file, offset + from, said.subList(from, said.size()));
        }
    }

    private WriterLines read() {
        Map<HistoryFile, Long> ends = new EnumMap<>(HistoryFile.class);
        stored.forEach((file, lines) -> ends.put(file, lines.lastKey() + 1));
        List<HistoryLine> places = new ArrayList<>();
        file(HistoryFile.WRITERS).forEach((number, text) -> places.add(new HistoryLine(number, text)));
        return new WriterLines(places, ends, file(HistoryFile.HISTORY).size());
    }

    private void store(LineBlock block) {
        for (int i = 0; i < block.lines().size(); i++) {
            stored.computeIfAbsent(block.file(), unused -> new TreeMap<>())
                    .put(block.first() + i, block.lines().get(i));
        }
    }

    private NavigableMap<Long, String> file(HistoryFile file) {
        return stored.getOrDefault(file, new TreeMap<>());
    }

    /// The writer's lines as they are stored, without the steps they were given.
    private List<String> of(Writer writer, HistoryFile file) {
        return file(file).values().stream()
                .map(line -> line.replaceFirst("\"_step\":\\d+,", ""))
                .filter(line -> line.startsWith("{\"" + writer.name() + "\""))
                .toList();
    }
}
