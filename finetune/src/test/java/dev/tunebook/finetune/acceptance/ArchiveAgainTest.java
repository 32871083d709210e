package dev.tunebook.finetune.acceptance;

import static dev.tunebook.finetune.acceptance.ArchiveTest.missing;
import static dev.tunebook.finetune.acceptance.ArchiveTest.smallAccount;
import static dev.tunebook.finetune.acceptance.ArchiveTest.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.archive.ArchiveAccount;
import dev.tunebook.finetune.archive.ArchiveReport;
import dev.tunebook.finetune.archive.ArchiveReport.JobReport;
import dev.tunebook.finetune.archive.ArchiveReport.Missing;
import dev.tunebook.finetune.archive.ArchiveReport.Note;
import dev.tunebook.finetune.archive.FolderProvider;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.sandbox.script.EventBody;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// An archive that is taken again: what may have come is asked for, and what was there stays.
@ExtendWith(Worlds.class)
class ArchiveAgainTest {
    private static final String EVENTS = "/fine_tuning/jobs/ftjob-1/events";
    private static final String RESULTS = "/files/(?!file-shared).*/content";

    @TempDir
    private Path folder;

    private static JobScriptBuilder justEnded(SyncWorld world) {
        return world.shortJob("ftjob-1").createdAgo(Duration.ofMinutes(5));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void aResultFileMayAppearUntilAWeekAfterTheEnd(SyncWorld world) {
        world.sandbox.add(justEnded(world));
        world.sandbox.faults().onPath(RESULTS).always().status(404);
        ArchiveReport soon = take(world, folder);
        assertThat(missing(soon, "ftjob-1"))
                .singleElement()
                .matches(Missing::later)
                .extracting(Missing::reason)
                .isEqualTo("not there yet; take the archive again in some minutes");
        assertThat(soon.isSettled()).isFalse();
        world.clock.advance(Duration.ofHours(1));
        ArchiveReport after = take(world, folder);
        assertThat(missing(after, "ftjob-1"))
                .singleElement()
                .extracting(Missing::reason)
                .isEqualTo("deleted at the provider");
        assertThat(after.isSettled()).as("nobody need wait for it").isTrue();
        world.clock.advance(Duration.ofDays(3));
        world.sandbox.faults().clear();
        assertThat(take(world, folder).jobs()).allMatch(JobReport::isComplete);
    }

    @Test
    void whatIsClosedToAKeyIsAskedForAgain(SyncWorld world) {
        smallAccount(world);
        world.sandbox.faults().onPath("/files/file-shared/content").always().status(403);
        ArchiveReport closed = take(world, folder);
        assertThat(closed.isSettled()).isFalse();
        assertThat(missing(closed, "ftjob-1"))
                .containsExactly(new Missing(
                        "training file file-shared",
                        "closed to this key; take the archive again with one that may read it",
                        true));
        world.sandbox.faults().clear();
        assertThat(take(world, folder).jobs()).allMatch(JobReport::isComplete);
    }

    @Test
    void theRecordOfAModelIsJudgedByTheListOfTheDay(SyncWorld world) throws IOException {
        smallAccount(world);
        world.clock.advance(Duration.ofDays(8));
        world.sandbox.faults().onPath("/models").always().status(500);
        ArchiveReport blind = take(world, folder);
        assertThat(blind.isSettled()).isFalse();
        assertThat(missing(blind, "ftjob-1"))
                .singleElement()
                .extracting(Missing::reason, Missing::later)
                .containsExactly("the models cannot be listed", true);
        world.sandbox.faults().clear();
        ArchiveReport seeing = take(world, folder);
        assertThat(seeing.isSettled()).isTrue();
        assertThat(seeing.jobs()).allMatch(JobReport::isComplete).allMatch(JobReport::unchanged);
        String model = world.provider().job("ftjob-1").fineTunedModel().orElseThrow();
        world.sandbox.faults().onPath("/models").always().answer(200, Map.of(), "{\"data\":[]}");
        ArchiveReport retired = take(world, folder);
        assertThat(text("models.json")).contains(model);
        assertThat(retired.jobs()).allMatch(JobReport::isComplete);
    }

    @Test
    void filesThatCannotBeListedAreSaidAndMayBeTakenLater(SyncWorld world) {
        smallAccount(world);
        world.sandbox.faults().onPath("/files").always().status(500);
        ArchiveReport report = take(world, folder);
        assertThat(report.notes())
                .anyMatch(note -> note.later() && note.text().startsWith("the account's files cannot be listed: "));
        assertThat(report.isSettled()).isFalse();
    }

    @Test
    void eventsThatComeLateAreTaken(SyncWorld world) throws IOException {
        world.sandbox.add(justEnded(world)
                .event(Duration.ofDays(2), EventBody.message("info", "better late than never"))
                .event(Duration.ofDays(9), EventBody.message("info", "later than that nobody asks")));
        take(world, folder);
        List<String> first = Files.readAllLines(folder.resolve("jobs/ftjob-1/events.jsonl"));
        world.clock.advance(Duration.ofDays(3));
        world.sandbox.faults().onPath("/files/.*/content").always().status(500);
        ArchiveReport report = take(world, folder);
        assertThat(report.jobs()).noneMatch(JobReport::unchanged).allMatch(JobReport::isComplete);
        List<String> second = Files.readAllLines(folder.resolve("jobs/ftjob-1/events.jsonl"));
        assertThat(second).hasSize(first.size() + 1).startsWith(first.toArray(String[]::new));
        assertThat(second.get(second.size() - 1)).contains("better late than never");
        assertThat(take(world, folder).jobs()).allMatch(JobReport::unchanged);
        world.clock.advance(Duration.ofDays(15));
        take(world, folder);
        world.sandbox.requests().clear();
        take(world, folder);
        assertThat(world.sandbox.requests().countOf(EVENTS)).isZero();
    }

    @Test
    void eventsTheProviderForgotStay(SyncWorld world) throws IOException {
        world.sandbox.add(world.shortJob("ftjob-1").createdAgo(Duration.ofSeconds(55)));
        take(world, folder);
        List<String> running = Files.readAllLines(folder.resolve("jobs/ftjob-1/events.jsonl"));
        assertThat(running).isNotEmpty();
        world.clock.advance(Duration.ofHours(1));
        world.sandbox.faults().onPath(EVENTS).always().answer(200, Map.of(), "{\"data\":[],\"has_more\":false}");
        assertThat(take(world, folder).isSettled()).isTrue();
        assertThat(Files.readAllLines(folder.resolve("jobs/ftjob-1/events.jsonl")))
                .isEqualTo(running);
    }

    @Test
    void jobsTheProviderForgotStay(SyncWorld world) throws IOException {
        smallAccount(world);
        take(world, folder);
        world.sandbox.faults().onPath("/fine_tuning/jobs").always().answer(200, Map.of(), "{\"data\":[]}");
        assertThat(take(world, folder).jobs()).isEmpty();
        assertThat(text("archive.json")).contains("ftjob-1", "ftjob-2", "ftjob-3", "org-sandbox");
        try (FolderProvider archived = FolderProvider.open(folder)) {
            assertThat(archived.jobs(Optional.empty()).items()).hasSize(3);
        }
    }

    @Test
    void anotherAccountIsRefusedAndBothAreNamed(SyncWorld world) throws IOException {
        smallAccount(world);
        take(world, account("http://PROVIDER/v1/", "proj-1"), folder);
        String before = text("archive.json");
        assertThatThrownBy(() -> take(world, account("http://elsewhere/v1", "proj-1"), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("http://provider/v1", "http://elsewhere/v1", folder.toString());
        assertThatThrownBy(() -> take(world, account("http://provider/v1", "proj-2"), folder))
                .hasMessageContainingAll("proj-1", "proj-2");
        world.provider(options -> options.organizationId("org-other"));
        world.sandbox.add(world.shortJob("ftjob-9").organization("org-other"));
        assertThatThrownBy(() -> take(world, account("http://provider/v1", "proj-1"), folder))
                .hasMessageContainingAll("org-sandbox", "org-other");
        assertThat(text("archive.json")).isEqualTo(before);
        assertThat(folder.resolve("jobs/ftjob-9")).doesNotExist();
        Files.writeString(folder.resolve("archive.json"), "{\"format\":\"zoo\"}");
        assertThatThrownBy(() -> take(world, folder)).hasMessageContaining("archive.json is no index");
    }

    private static ArchiveAccount account(String address, String project) {
        return new ArchiveAccount(URI.create(address), Optional.empty(), Optional.of(project));
    }

    @Test
    void oneBadJobIsReportedAndStopsNoOther(SyncWorld world) {
        smallAccount(world);
        String jobs = world.provider().jobs(Optional.empty()).items().stream()
                .map(job -> job.raw().text())
                .collect(Collectors.joining(","));
        String bad = "{\"id\":\"..\",\"object\":\"fine_tuning.job\",\"status\":\"failed\"},{\"status\":\"failed\"},";
        String list = "{\"object\":\"list\",\"data\":[" + bad + jobs + "],\"has_more\":false}";
        world.sandbox.faults().onPath("/fine_tuning/jobs").always().answer(200, Map.of(), list);
        ArchiveReport report = take(world, folder);
        assertThat(report.jobs()).hasSize(4).filteredOn(JobReport::isComplete).hasSize(3);
        assertThat(report.toString()).contains("failed", "! The id \"..\" names nothing");
        assertThat(report.notes())
                .contains(new Note("item 1 behind .. of the list of jobs cannot be read: The job has no `id`", true));
        assertThat(report.isSettled()).isFalse();
        assertThat(world.trySync(world.options().waitForJobSuccess(false)).toString())
                .contains("! item 1 behind .. of the list of jobs cannot be read: The job has no `id`")
                .contains("5 jobs: 3 created, 2 failed");
    }

    @Test
    void idsThatLookAlikeAsFoldersHaveTheirOwn(SyncWorld world) throws IOException {
        world.sandbox.add(world.shortJob("ftjob:1"));
        world.sandbox.add(world.shortJob("ftjob_1").fails("invalid_n_examples", "training_file", "too few"));
        take(world, folder);
        for (boolean earlier : new boolean[] {false, true}) {
            if (earlier) {
                moveToTheNameOfEarlierArchives();
            }
            assertThat(take(world, folder).jobs()).allMatch(JobReport::isComplete);
            try (FolderProvider archived = FolderProvider.open(folder)) {
                for (FineTuneJob job : world.provider().jobs(Optional.empty()).items()) {
                    assertThat(archived.job(job.id()).status()).isEqualTo(job.status());
                    assertThat(archived.events(job.id(), Optional.empty(), 100).items())
                            .isEqualTo(world.provider()
                                    .events(job.id(), Optional.empty(), 100)
                                    .items());
                }
            }
        }
    }

    private void moveToTheNameOfEarlierArchives() throws IOException {
        Path shared = folder.resolve("jobs/ftjob_1");
        Files.move(shared, folder.resolve("gone"));
        try (var jobs = Files.list(folder.resolve("jobs"))) {
            Files.move(jobs.findFirst().orElseThrow(), shared);
        }
    }
}
