package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// Do the acceptance cases find what they are there to find? Each row breaks one thing on purpose; the clause
/// of its case must then fail.
@ExtendWith(Worlds.class)
class FaultsAreFoundTest {
    /// @param clause holds for the sound sync
    record Fault(String text, Clause clause, Breakage breakage) {
        interface Breakage {
            void of(SyncWorld world);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault(
                        "case 1: only the first page of jobs is read",
                        Case01NewestModelTest.ALL_PAGES,
                        world -> provider(world, sound -> new FaultyProvider(sound) {
                            @Override
                            public ListPage<FineTuneJob> jobs(Optional<String> after) {
                                return new ListPage<>(super.jobs(after).items(), Optional.of(false));
                            }
                        })),
                new Fault(
                        "case 1: latest is not given back",
                        Case01NewestModelTest.ANY_ORDER,
                        world -> world.beforeTracker.answerInstead(request ->
                                answer(request, "AddAliases", "{\"data\":{\"addAliases\":{\"success\":true}}}"))),
                new Fault(
                        "case 2: the job's error is ignored",
                        Case02EndedJobsTest.ERROR_IS_TOLD,
                        world -> provider(
                                world, sound -> FaultyProvider.changingJobs(sound, job -> job.remove("error")))),
                new Fault(
                        "case 3: recorded runs are not found",
                        Case03UnchangedTest.NOTHING_IS_SENT,
                        world -> world.beforeTracker.answerInstead(
                                request -> answer(request, "Run", "{\"data\":{\"project\":{\"run\":null}}}"))),
                new Fault(
                        "case 5: the history is not replaced",
                        Case05OverwriteTest.NOT_DOUBLED,
                        world -> world.beforeTracker.answerInstead(request -> answer(
                                request, "RewindRun", "{\"data\":{\"rewindRun\":{\"rewoundRun\":{\"id\":\"x\"}}}}"))),
                new Fault(
                        "case 7: Base64 is decoded twice",
                        Case07ResultsTest.BASE64,
                        world -> provider(world, sound -> new FaultyProvider(sound) {
                            @Override
                            public void download(String fileId, Path target) {
                                super.download(fileId, target);
                                if (!fileId.startsWith("file-shared")) {
                                    rewrite(target, Base64.getEncoder()::encode);
                                }
                            }
                        })),
                new Fault(
                        "case 8: reading stops at the first broken line",
                        Case08DatasetsTest.BROKEN_LINES,
                        world -> provider(world, sound -> new FaultyProvider(sound) {
                            @Override
                            public void download(String fileId, Path target) {
                                super.download(fileId, target);
                                if (fileId.equals("file-data")) {
                                    rewrite(target, bytes -> java.util.Arrays.copyOf(bytes, bytes.length / 3));
                                }
                            }
                        })),
                new Fault(
                        "case 9: what was requested is forgotten",
                        Case09HyperparametersTest.REQUESTED_IS_KEPT,
                        world -> provider(
                                world,
                                sound -> FaultyProvider.changingJobs(sound, job -> {
                                    if (job.path("hyperparameters")
                                            .path("n_epochs")
                                            .isString()) {
                                        ((ObjectNode) job.path("hyperparameters")).put("n_epochs", 1);
                                        ((ObjectNode) job.path("method")
                                                        .path("supervised")
                                                        .path("hyperparameters"))
                                                .put("n_epochs", 1);
                                    }
                                }))),
                new Fault(
                        "case 10: checkpoints are not read",
                        Case10EventsAndCheckpointsTest.CHECKPOINTS,
                        world -> provider(world, sound -> new FaultyProvider(sound) {
                            @Override
                            public ListPage<FineTuneCheckpoint> checkpoints(String jobId, Optional<String> after) {
                                return new ListPage<>(List.of(), Optional.of(false));
                            }
                        })),
                new Fault(
                        "case 11: events lose their times",
                        Case11TimesTest.DERIVED,
                        world -> provider(world, sound -> new FaultyProvider(sound) {
                            @Override
                            public ListPage<FineTuneEvent> events(String jobId, Optional<String> after, int limit) {
                                ListPage<FineTuneEvent> page = super.events(jobId, after, limit);
                                return new ListPage<>(
                                        page.items().stream()
                                                .map(event -> {
                                                    ObjectNode tree =
                                                            event.raw().tree().deepCopy();
                                                    tree.remove("created_at");
                                                    return FineTuneEvent.of(new RawJson(tree, Json.write(tree)));
                                                })
                                                .toList(),
                                        page.hasMore());
                            }
                        })),
                new Fault(
                        "case 12: an unknown status counts as an end",
                        Case12LenientTest.UNKNOWN_STATUS,
                        world -> provider(
                                world,
                                sound -> FaultyProvider.changingJobs(sound, job -> {
                                    if (job.path("status").asString("").equals("hibernating")) {
                                        job.put("status", "cancelled");
                                    }
                                }))),
                new Fault(
                        "case 13: nothing is retried",
                        Case13ErrorsTest.RETRIED,
                        world -> world.faults().providerRetries = 0),
                new Fault(
                        "case 14: the deadline is not kept",
                        Case14WaitingTest.DEADLINE_PAUSED,
                        world -> world.faults().options = options -> options.waitDeadline(Duration.ofHours(1))),
                new Fault(
                        "case 16: the use of data is not recorded",
                        Case16SharedFileTest.LINEAGE,
                        world -> world.beforeTracker.answerInstead(request -> answer(
                                request, "UseArtifact", "{\"data\":{\"useArtifact\":{\"artifact\":{\"id\":\"x\"}}}}"))),
                new Fault(
                        "case 17: an error quotes the key",
                        Case17SecrecyTest.WRONG_KEY,
                        world -> provider(world, sound -> new FaultyProvider(sound) {
                            @Override
                            public FineTuneJob job(String jobId) {
                                throw new ProviderException(
                                        ProviderException.Kind.UNAUTHENTICATED,
                                        "wrong key sk-wrong-Hibiskus-0123456789",
                                        Optional.empty(),
                                        Optional.empty());
                            }
                        })),
                new Fault(
                        "case 20: names are not asked for",
                        Case20FileNamesTest.NAMES,
                        world -> provider(world, sound -> new FaultyProvider(sound) {
                            @Override
                            public ProviderFile file(String fileId) {
                                throw new ProviderException(
                                        ProviderException.Kind.NOT_FOUND, "gone", Optional.empty(), Optional.empty());
                            }
                        })),
                new Fault(
                        "case 21: integrations are not looked at",
                        Case21IntegrationsTest.NOT_TOUCHED,
                        world -> provider(
                                world,
                                sound -> FaultyProvider.changingJobs(sound, job -> job.remove("integrations")))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void turnsTheCaseRed(Fault fault, SyncWorld world) {
        fault.breakage().of(world);
        assertThatThrownBy(() -> fault.clause().verify(world)).isInstanceOf(AssertionError.class);
    }

    private interface Wrap {
        FineTuneProvider around(FineTuneProvider sound);
    }

    private static void provider(SyncWorld world, Wrap wrap) {
        world.faults().provider = wrap::around;
    }

    private static Optional<byte[]> answer(Turnstile.Passed request, String operation, String json) {
        return request.operation().equals(operation)
                ? Optional.of(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private interface Rewrite {
        byte[] of(byte[] content);
    }

    private static void rewrite(Path file, Rewrite rewrite) {
        try {
            Files.write(file, rewrite.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
