package dev.tunebook.finetune.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.provider.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that somebody saved by hand, in one way or another.
class FolderProviderTest {
    @TempDir
    private Path outside;

    @TempDir
    private Path folder;

    private void save(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String job(String id, long created) {
        return "{\"object\":\"fine_tuning.job\",\"id\":\"" + id + "\",\"created_at\":" + created
                + ",\"status\":\"succeeded\",\"training_file\":\"file-t\",\"result_files\":[]}";
    }

    private static String event(String id, long created) {
        return "{\"object\":\"fine_tuning.job.event\",\"id\":\"" + id + "\",\"created_at\":" + created
                + ",\"message\":\"m\"}";
    }

    private FolderProvider open() {
        return FolderProvider.open(folder);
    }

    @Test
    void jobsAloneInListsInArraysAndByLineAreListedNewestFirst() {
        save("a.json", job("ftjob-1", 10));
        save("b.json", "{\"object\":\"list\",\"data\":[" + job("ftjob-2", 40) + "," + job("ftjob-3", 20) + "]}");
        save("c.json", "[" + job("ftjob-4", 30) + "]");
        save("d/e.jsonl", job("ftjob-5", 50) + "\n" + job("ftjob-6", 5) + "\n");
        assertThat(open().jobs(Optional.empty()).items())
                .extracting(FineTuneJob::id)
                .containsExactly("ftjob-5", "ftjob-2", "ftjob-4", "ftjob-3", "ftjob-1", "ftjob-6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftjob-1/events.json", "ftjob-1-events.json", "events of ftjob-1.json", "x/ftjob-1_events.json"})
    void eventsBelongToTheJobTheirPathNames(String name) {
        save("jobs.json", "[" + job("ftjob-1", 1) + "," + job("ftjob-10", 2) + "]");
        save(name, "{\"object\":\"list\",\"data\":[" + event("b", 2) + "," + event("a", 1) + "],\"has_more\":false}");
        assertThat(open().events("ftjob-1", Optional.empty(), 100).items())
                .extracting(FineTuneEvent::id)
                .containsExactly("b", "a");
        assertThatThrownBy(() -> open().events("ftjob-10", Optional.empty(), 100))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void eventsBesideTheOnlyJobAreItsWhicheverWayTheyAreOrdered() {
        save("one/job.json", job("ftjob-1", 1));
        save("one/events.jsonl", event("a", 1) + "\n" + event("b", 2) + "\n");
        save("two/job.json", job("ftjob-2", 1));
        save("two/events.json", "[" + event("d", 2) + "," + event("c", 1) + "]");
        assertThat(open().events("ftjob-1", Optional.empty(), 100).items())
                .extracting(FineTuneEvent::id)
                .containsExactly("b", "a");
        assertThat(open().events("ftjob-2", Optional.empty(), 100).items())
                .extracting(FineTuneEvent::id)
                .containsExactly("d", "c");
    }

    @Test
    void filesOfEqualNamesBelongToTheJobBesideThem() throws IOException {
        for (String one : List.of("a", "b")) {
            save(one + "/job.json", job("ftjob-" + one, 1));
            save(one + "/budget.csv", "month,cost\n");
            save(one + "/results.csv", "step,train_loss\n1," + one);
            save(one + "/train.jsonl", "data of " + one);
            save(one + "/file.json", "{\"object\":\"file\",\"id\":\"file-" + one + "\",\"filename\":\"train.jsonl\"}");
        }
        save("elsewhere.json", "{\"object\":\"file\",\"id\":\"file-c\",\"filename\":\"train.jsonl\"}");
        FolderProvider provider = open();
        for (String one : List.of("a", "b")) {
            String results = provider.job("ftjob-" + one).resultFiles().get(0);
            assertThat(content(provider, results)).endsWith("1," + one);
            assertThat(results).doesNotContain(folder.toString());
            assertThat(content(provider, "file-" + one)).isEqualTo("data of " + one);
        }
        assertThatThrownBy(() -> content(provider, "file-c"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("file-c");
    }

    private String content(FolderProvider provider, String file) throws IOException {
        Path target = outside.resolve("content");
        provider.download(file, target);
        return Files.readString(target);
    }

    @Test
    void eventsComeByPageFromAnyCursor() {
        save("job.json", job("ftjob-1", 1));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append(event("e" + i, i)).append('\n');
        }
        save("events.jsonl", lines.toString());
        FolderProvider provider = open();
        assertThat(provider.events("ftjob-1", Optional.empty(), 4).items())
                .extracting(FineTuneEvent::id)
                .containsExactly("e9", "e8", "e7", "e6");
        assertThat(provider.events("ftjob-1", Optional.of("e6"), 4).items())
                .extracting(FineTuneEvent::id)
                .containsExactly("e5", "e4", "e3", "e2");
        assertThat(provider.events("ftjob-1", Optional.of("e8"), 2).items())
                .extracting(FineTuneEvent::id)
                .containsExactly("e7", "e6");
        assertThat(provider.events("ftjob-1", Optional.of("e1"), 4).hasMore()).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file-t", "file-t.jsonl", "train.jsonl", "deep/down/train.jsonl"})
    void contentIsFoundByIdOrByFileName(String name) throws IOException {
        save("job.json", job("ftjob-1", 1));
        save("file.json", "{\"object\":\"file\",\"id\":\"file-t\",\"filename\":\"train.jsonl\"}");
        save(name, "{\"messages\":[]}\n");
        Path target = folder.resolve("../" + folder.getFileName() + "-target");
        open().download("file-t", target);
        assertThat(target).hasContent("{\"messages\":[]}\n");
        Files.delete(target);
        assertThat(open().file("file-t").filename()).isEqualTo("train.jsonl");
    }

    @Test
    void aCsvBesideAJobWithoutResultsStandsInForThem() {
        save("job.json", job("ftjob-1", 1));
        save("step_metrics.csv", "step,train_loss\n1,0.5\n");
        assertThat(open().job("ftjob-1").resultFiles()).containsExactly("step_metrics.csv");
        assertThat(open().job("ftjob-1").raw().text()).isEqualTo(job("ftjob-1", 1));
    }

    @Test
    void checkpointsSayThemselvesWhoseTheyAre() {
        save("jobs.json", "[" + job("ftjob-1", 1) + "," + job("ftjob-2", 2) + "]");
        save("all.json", "{\"object\":\"list\",\"data\":[" + checkpoint("c2", 2) + "," + checkpoint("c1", 1) + "]}");
        assertThat(open().checkpoints("ftjob-2", Optional.empty()).items())
                .extracting(FineTuneCheckpoint::id)
                .containsExactly("c2", "c1");
        assertThatThrownBy(() -> open().checkpoints("ftjob-1", Optional.empty()))
                .isInstanceOf(ProviderException.class);
    }

    private static String checkpoint(String id, int step) {
        return "{\"object\":\"fine_tuning.job.checkpoint\",\"id\":\"" + id + "\",\"fine_tuning_job_id\":\"ftjob-2\","
                + "\"step_number\":" + step + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"{broken", "[]", "{\"jobs\":7}", "{\"format\":\"zoo\",\"version\":9}"})
    void anIndexOfSomebodyElseIsPassedOver(String index) {
        save("archive.json", index);
        save("job.json", job("ftjob-1", 1));
        assertThat(open().jobs(Optional.empty()).items()).hasSize(1);
    }

    @Test
    void anArchiveOfALaterLayoutIsRefusedByName() {
        save("archive.json", "{\"format\":\"tunebook-archive\",\"version\":2}");
        FolderProvider provider = open();
        assertThatThrownBy(() -> provider.jobs(Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(folder.resolve("archive.json").toString(), "version 2");
    }

    @Test
    void aBrokenZipIsNamedWithTheReason() {
        save("broken.zip", "no zip at all");
        assertThatThrownBy(() -> FolderProvider.open(folder.resolve("broken.zip")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("Cannot read .*broken\\.zip: .*zip.*");
    }

    @Test
    void aJobWithoutAnIdIsNone() {
        save("jobs.json", "[" + job("", 1) + "," + job("ftjob-1", 2) + "]");
        save("list.json", "{\"object\":\"list\",\"data\":[" + job("", 1) + "," + job("ftjob-2", 2) + "]}");
        assertThat(open().jobs(Optional.empty()).items()).hasSize(2);
    }

    @Test
    void foldersOfEarlierArchivesBelongToTheIdTheyDescribe() throws IOException {
        save("jobs/ftjob_1/job.json", job("ftjob/1", 1));
        save("jobs/ftjob_1/events.jsonl", event("a", 1));
        save("files/file_t/file.json", "{\"object\":\"file\",\"id\":\"file_t\",\"filename\":\"a\"}");
        save("files/file_t/content", "of file_t");
        save("files/file_u/content", "of file/u");
        FolderProvider provider = open();
        assertThat(provider.events("ftjob/1", Optional.empty(), 9).items()).hasSize(1);
        assertThat(content(provider, "file_t")).isEqualTo("of file_t");
        assertThat(content(provider, "file/u")).isEqualTo("of file/u");
        assertThatThrownBy(() -> content(provider, "file/t")).isInstanceOf(ProviderException.class);
    }

    @Test
    void noTwoIdsHaveOneFolder() {
        String longest = "x".repeat(300);
        assertThat(FolderName.of("ftjob-aB.9_")).isEqualTo("ftjob-aB.9_");
        assertThat(FolderName.of(longest)).hasSizeLessThan(200).isNotEqualTo(FolderName.of(longest + "x"));
        assertThat(List.of("a/b", "a:b", "a_b", "..", ".", "_", "../a", "é", "è"))
                .extracting(FolderName::of)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[A-Za-z0-9._-]+") && !name.matches("\\.+"));
    }

    @Test
    void aZipWithinTheFolderItHoldsIsRefused() throws IOException {
        save("job.json", job("ftjob-1", 1));
        Path link = Files.createSymbolicLink(outside.resolve("link"), folder);
        for (Path zip : List.of(folder.resolve("a.zip"), folder.resolve("x/../y/a.zip"), link.resolve("a.zip"))) {
            assertThatThrownBy(() -> ArchiveZip.write(folder, zip))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(zip + " lies in the archive's folder " + folder);
        }
        ArchiveZip.write(folder, outside.resolve("a.zip"));
        assertThat(FolderProvider.open(outside.resolve("a.zip"))
                        .jobs(Optional.empty())
                        .items())
                .hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotFoundAndNamesTheFolder() {
        save("job.json", job("ftjob-1", 1));
        assertThatThrownBy(() -> open().file("file-none"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.NOT_FOUND))
                .hasMessageContaining("file-none")
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> FolderProvider.open(folder.resolve("job.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither a folder nor a zip");
    }
}
