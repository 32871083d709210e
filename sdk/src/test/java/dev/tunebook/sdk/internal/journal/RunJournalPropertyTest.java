package dev.tunebook.sdk.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalPropertyTest {
    private static final long SEED = 20260801;

    @TempDir
    Path folder;

    private static JournalRecord record(Random random) {
        String text = "x".repeat(random.nextInt(40)) + "\u00fc\ud83d\ude00";
        return switch (random.nextInt(8)) {
            case 0 -> new JournalRecord.Started(Json.object().put("id", text));
            case 1 -> new JournalRecord.SummaryChanged(Json.object().put(text, random.nextInt()));
            case 2 -> new JournalRecord.MetricDefined(text, List.of("MIN"));
            case 3 -> new JournalRecord.ConfigChanged(text);
            case 4 -> new JournalRecord.FileSaved(text, random.nextBoolean());
            case 5 -> new JournalRecord.ArtifactLogged(Json.object().put("name", text));
            case 6 -> new JournalRecord.Acknowledged(random.nextLong(1000));
            default -> new JournalRecord.Line("wandb-history.jsonl", random.nextLong(1L << 40), text);
        };
    }

    /// Appends records and tells where each ends.
    private static List<Long> write(Path file, List<JournalRecord> records) {
        List<Long> ends = new ArrayList<>();
        try (RunJournal journal = RunJournal.create(file)) {
            for (JournalRecord record : records) {
                journal.append(record);
                ends.add(journal.end());
            }
        }
        return ends;
    }

    private List<JournalRecord> records(int count) {
        Random random = new Random(SEED);
        return random.ints(count).mapToObj(i -> record(random)).toList();
    }

    private static List<JournalRecord> read(RunJournal journal, int bytes) {
        List<JournalRecord> all = new ArrayList<>();
        for (long at = 0; at < journal.end(); ) {
            RunJournal.Batch batch = journal.read(at, bytes);
            all.addAll(batch.records());
            at = batch.next();
        }
        return all;
    }

    @Test
    void whatIsAppendedIsReadWhateverTheBatch() {
        List<JournalRecord> records = records(200);
        Path file = folder.resolve("run.journal");
        write(file, records);
        try (RunJournal journal = RunJournal.reopen(file)) {
            for (int bytes : new int[] {1, 100, 10_000, 1 << 20}) {
                assertThat(read(journal, bytes)).isEqualTo(records);
            }
        }
    }

    @Test
    void aKillAtAnyByteLosesOnlyTheRecordBeingWritten() throws IOException {
        List<JournalRecord> records = records(12);
        Path file = folder.resolve("run.journal");
        List<Long> ends = write(file, records);
        byte[] whole = Files.readAllBytes(file);
        JournalRecord more = new JournalRecord.ConfigChanged("later");
        for (int length = 0; length <= whole.length; length++) {
            Path cut = folder.resolve("cut-" + length + ".journal");
            Files.write(cut, Arrays.copyOf(whole, length));
            int kept = kept(ends, length);
            try (RunJournal journal = RunJournal.reopen(cut)) {
                assertThat(read(journal, 1000)).as("cut at " + length).isEqualTo(records.subList(0, kept));
                journal.append(more);
            }
            List<JournalRecord> expected = new ArrayList<>(records.subList(0, kept));
            expected.add(more);
            try (RunJournal journal = RunJournal.reopen(cut)) {
                assertThat(read(journal, 1000)).as("appended at " + length).isEqualTo(expected);
            }
            Files.delete(cut);
        }
    }

    private static int kept(List<Long> ends, int length) {
        return (int) ends.stream().filter(end -> end <= length).count();
    }

    @Test
    void aDamagedByteCutsTheJournalThere() throws IOException {
        List<JournalRecord> records = records(6);
        Path file = folder.resolve("run.journal");
        List<Long> ends = write(file, records);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Path path = folder.resolve("damaged-" + at + ".journal");
            Files.write(path, damaged);
            try (RunJournal journal = RunJournal.reopen(path)) {
                assertThat(read(journal, 1000)).as("damaged at " + at).isEqualTo(records.subList(0, kept(ends, at)));
            }
            Files.delete(path);
        }
    }

    @Test
    void twoWritersAreRefused() {
        Path file = folder.resolve("run.journal");
        try (RunJournal first = RunJournal.create(file)) {
            first.append(new JournalRecord.ConfigChanged("{}"));
            assertThatThrownBy(() -> RunJournal.reopen(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("still being written");
        }
    }
}
