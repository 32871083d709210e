package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.archive.ArchiveAccount;
import dev.tunebook.finetune.archive.ArchiveOptions;
import dev.tunebook.finetune.archive.ArchiveProgress;
import dev.tunebook.finetune.archive.ArchiveReport;
import dev.tunebook.finetune.archive.ArchiveReport.JobReport;
import dev.tunebook.finetune.archive.ArchiveReport.Missing;
import dev.tunebook.finetune.archive.ArchiveReport.Note;
import dev.tunebook.finetune.archive.ArchiveZip;
import dev.tunebook.finetune.archive.FolderProvider;
import dev.tunebook.finetune.archive.TimedArchive;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.sandbox.demo.DemoData;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// An account in a folder: nothing is lost on the way there and back, whatever interrupts it.
@ExtendWith(Worlds.class)
class ArchiveTest {
    static final Clause SPOILT = Clause.of("what was spoilt is found by its digest, and fetched again", world -> {
        Path folder = Files.createTempDirectory("tunebook-archive-");
        smallAccount(world);
        take(world, folder);
        Map<String, String> before = digests(folder);
        Path content = folder.resolve("files/file-shared/content");
        byte[] bytes = Files.readAllBytes(content);
        bytes[3] ^= 1;
        Files.write(content, bytes);
        Files.writeString(folder.resolve("jobs/ftjob-2/events.jsonl"), "");
        world.sandbox.requests().clear();
        take(world, folder);
        assertThat(digests(folder)).isEqualTo(before);
        assertThat(world.sandbox.requests().countOf("/files/file-shared/content"))
                .isEqualTo(1);
        assertThat(world.sandbox.requests().countOf("/fine_tuning/jobs/ftjob-2/events"))
                .isEqualTo(1);
    });

    static final ArchiveAccount ACCOUNT =
            new ArchiveAccount(URI.create("http://provider/v1"), Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    static ArchiveReport take(SyncWorld world, Path to) {
        return take(world, ACCOUNT, to);
    }

    static ArchiveReport take(SyncWorld world, ArchiveAccount account, Path to) {
        return TimedArchive.take(
                new ArchiveOptions(world.provider(), account, to, Optional.empty(), 3, ArchiveProgress.NONE),
                world.clock);
    }

    private static SyncOptions.Builder asItStands(SyncWorld world) {
        return world.options().waitForJobSuccess(false);
    }

    @Test
    void anAccountArchivedAndImportedEqualsOneSyncedDirectly(SyncWorld world) throws IOException {
        DemoData.of(7, world.clock.instant()).addTo(world.sandbox);
        world.sync(asItStands(world));
        String direct = world.state().snapshot();
        world.emptyProject();
        ArchiveReport report = take(world, folder.resolve("account"));
        System.out.println(report);
        assertThat(report.jobs()).hasSize(14);
        ArchiveZip.write(folder.resolve("account"), folder.resolve("account.zip"));
        for (Path place : new Path[] {folder.resolve("account"), folder.resolve("account.zip")}) {
            world.emptyProject();
            try (FolderProvider archived = FolderProvider.open(place)) {
                world.sync(asItStands(world).provider(archived));
                assertThat(world.state().snapshot()).isEqualTo(direct);
                assertThat(world.sync(asItStands(world).provider(archived)).with(Outcome.UNCHANGED))
                        .hasSize(14);
            }
            assertThat(world.sync(asItStands(world)).with(Outcome.UNCHANGED))
                    .as("for the provider itself nothing has changed")
                    .hasSize(14);
        }
    }

    @Test
    void importedIntoAnotherServerItHoldsTheSame(Worlds.Source worlds) throws IOException {
        SyncWorld world = worlds.over(Storage.SQLITE);
        DemoData.of(7, world.clock.instant()).addTo(world.sandbox);
        world.sync(asItStands(world));
        take(world, folder.resolve("account"));
        try (SyncWorld other = new SyncWorld(Storage.SQLITE, Files.createDirectory(folder.resolve("server")));
                FolderProvider archived = FolderProvider.open(folder.resolve("account"))) {
            other.clock.advance(Duration.between(other.clock.instant(), world.clock.instant()));
            other.sync(asItStands(other).provider(archived));
            assertThat(other.state().snapshot()).isEqualTo(world.state().snapshot());
            assertThat(other.state().versions())
                    .as("data is read by the runs, models come from them")
                    .hasSizeGreaterThan(20)
                    .anyMatch(version -> version.usedBy().size() > 1)
                    .anyMatch(version -> version.collection().equals("model-metadata")
                            && !version.createdBy().isEmpty());
        }
    }

    @Test
    void interruptedAtAnyRequestItIsContinuedToTheSameFiles(SyncWorld world) throws IOException {
        smallAccount(world);
        take(world, folder.resolve("whole"));
        Map<String, String> expected = digests(folder.resolve("whole"));
        for (boolean after : new boolean[] {false, true}) {
            int requests = 0;
            do {
                requests++;
                Path place = folder.resolve(after + "-" + requests);
                world.line.stopAt(requests, after);
                try {
                    take(world, place);
                } catch (RuntimeException e) {
                    // A killed process reports nothing.
                }
                Thread.interrupted();
                boolean killed = world.line.isStopped();
                world.line.open();
                assertThat(take(world, place).isSettled()).isTrue();
                assertThat(digests(place))
                        .as((after ? "after" : "before") + " request " + requests)
                        .isEqualTo(expected);
                if (!killed) {
                    break;
                }
            } while (true);
            assertThat(requests).isGreaterThan(15);
        }
    }

    @Test
    void whatIsThereAndRightIsNotFetchedAgain(SyncWorld world) throws IOException {
        smallAccount(world);
        world.clock.advance(Duration.ofDays(8));
        take(world, folder);
        Map<String, String> before = digests(folder);
        world.sandbox.requests().clear();
        assertThat(take(world, folder).jobs()).allMatch(JobReport::unchanged);
        assertThat(world.sandbox.requests().count())
                .as("jobs, files and models are listed")
                .isEqualTo(3);
        assertThat(digests(folder)).isEqualTo(before);
    }

    @Test
    void whatWasSpoiltIsFoundByItsDigestAndFetchedAgain(SyncWorld world) throws Exception {
        SPOILT.verify(world);
    }

    @Test
    void whatIsMissingIsSaidAndWhy(SyncWorld world) {
        world.sandbox.add(world.shortJob("ftjob-1"));
        world.sandbox.add(world.job("ftjob-2"));
        world.sandbox.add(world.shortJob("ftjob-3").createdAgo(Duration.ofSeconds(55)));
        world.sandbox.deleteFile("file-of-ftjob-2");
        world.sandbox
                .faults()
                .onPath("/fine_tuning/jobs/ftjob-1/events")
                .always()
                .status(500);
        ArchiveReport report = take(world, folder);
        assertThat(missing(report, "ftjob-1"))
                .containsExactly(new Missing("events", "cannot be had now; take the archive again later", true));
        assertThat(missing(report, "ftjob-2"))
                .containsExactly(new Missing("training file file-of-ftjob-2", "deleted at the provider", false));
        assertThat(missing(report, "ftjob-3"))
                .containsExactly(new Missing("end", "the job has not ended, it is running", true));
        assertThat(report.isSettled()).isFalse();
        assertThat(report.notes())
                .containsExactly(new Note("no prices: the provider does not tell them; give a price list", false));
        world.sandbox.faults().clear();
        world.clock.advance(Duration.ofHours(1));
        report = take(world, folder);
        assertThat(report.isSettled()).isTrue();
        assertThat(report.jobs()).filteredOn(JobReport::isComplete).hasSize(2);
        world.sandbox.requests().clear();
        take(world, folder);
        assertThat(world.sandbox.requests().countOf("/files/file-of-ftjob-2/content"))
                .as("what is gone for good is not asked for again")
                .isZero();
    }

    @Test
    void filesThatNoJobNamesAreTakenToo(SyncWorld world) {
        smallAccount(world);
        world.sandbox.add(ScriptedFile.of("file-forgotten", "forgotten.jsonl", Examples.chat(2)));
        assertThat(take(world, folder).otherFiles()).isEqualTo(1);
        assertThat(folder.resolve("files/file-forgotten/content")).hasContent(Examples.chat(2));
    }

    @Test
    void pricesComeFromAListOfTheCallers(SyncWorld world) throws IOException {
        smallAccount(world);
        Path list = Files.writeString(
                folder.resolve("list.json"),
                "{\"gpt-4o-mini-2024-07-18\": {\"input_cost_per_token\": 3e-7}, \"another\": {}}");
        ArchiveReport report = TimedArchive.take(
                new ArchiveOptions(
                        world.provider(), ACCOUNT, folder.resolve("a"), Optional.of(list), 1, ArchiveProgress.NONE),
                world.clock);
        assertThat(report.notes()).isEmpty();
        assertThat(Files.readString(folder.resolve("a/prices.json")))
                .contains("input_cost_per_token")
                .doesNotContain("another");
    }

    static List<Missing> missing(ArchiveReport report, String jobId) {
        return report.jobs().stream()
                .filter(job -> job.jobId().equals(jobId))
                .flatMap(job -> job.missing().stream())
                .toList();
    }

    static void smallAccount(SyncWorld world) {
        world.sandbox.add(world.shortJob("ftjob-1"));
        world.sandbox.add(world.job("ftjob-2"));
        world.sandbox.add(world.shortJob("ftjob-3").fails("invalid_n_examples", "training_file", "too few"));
    }

    /// Digests of all files by path, but for the time the archive was taken at.
    private static Map<String, String> digests(Path place) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(place)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replaceAll("\"taken_at\" ?: ?\"[^\"]*\"", "");
                digests.put(
                        place.relativize(file).toString(), Digests.hexSha256(text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return digests;
    }
}
