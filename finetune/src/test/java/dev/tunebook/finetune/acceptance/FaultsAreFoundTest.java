package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FineTuneStatus;
import dev.tunebook.finetune.format.Hyperparameter;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.MetricNames;
import dev.tunebook.finetune.format.ResultFile;
import dev.tunebook.finetune.internal.DerivedFigures;
import dev.tunebook.finetune.internal.FileShelf;
import dev.tunebook.finetune.internal.JobMaterial;
import dev.tunebook.finetune.internal.JobRecorder;
import dev.tunebook.finetune.internal.RunWriter;
import dev.tunebook.finetune.internal.SyncedRun;
import dev.tunebook.finetune.internal.SyncedRuns;
import dev.tunebook.sdk.RunOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Do the acceptance cases find what they are there to find? Each row breaks one method of the sync itself; the clause
/// of its case, which holds for the sound sync, must then fail.
@ExtendWith(Worlds.class)
class FaultsAreFoundTest {
    record Row(String text, Clause clause, Fault fault) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static Row row(String text, Clause clause, Fault fault) {
        return new Row(text, clause, fault);
    }

    static Stream<Row> faults() {
        return Stream.of(
                row(
                        "case 1: only the first page of jobs is read",
                        Case01NewestModelTest.ALL_PAGES,
                        Fault.in(ListPage.class, "hasMore", Faults.LastPage.class)),
                row(
                        "case 1: latest goes to whatever was logged last",
                        Case01NewestModelTest.ANY_ORDER,
                        Fault.in("internal.ModelCollection$Rank", "compareTo", Faults.Greater.class)),
                row(
                        "case 2: the job's error is not looked at",
                        Case02EndedJobsTest.ERROR_IS_TOLD,
                        Fault.in(FineTuneJob.class, "error", Faults.None.class)),
                row(
                        "case 2: events do not reach the console",
                        Case02EndedJobsTest.LAST_EVENTS,
                        Fault.in(RunWriter.class, "console", Faults.Nothing.class)),
                row(
                        "case 3: recorded runs are not recognised",
                        Case03UnchangedTest.NOTHING_IS_SENT,
                        Fault.in(SyncedRun.class, "fingerprint", Faults.None.class)),
                row(
                        "case 4: a run counts as complete before it is",
                        Clause.of(
                                "ends as if it had not been killed",
                                world -> Case04CrashTest.verify(Case04CrashTest.EVERYTHING, world)),
                        Fault.in(JobRecorder.class, "record", Faults.FingerprintFirst.class)),
                row(
                        "case 4: the history of a cut-off run is kept, and doubled",
                        Clause.of(
                                "ends as if it had not been killed",
                                world -> Case04CrashTest.verify(Case04CrashTest.OVERWRITE, world)),
                        Fault.in(RunOptions.Builder.class, "overwriteHistory", Faults.Forgotten.class)),
                row(
                        "case 5: the history is not replaced",
                        Case05OverwriteTest.NOT_DOUBLED,
                        Fault.in(RunOptions.Builder.class, "overwriteHistory", Faults.Forgotten.class)),
                row(
                        "case 5: what people wrote is overwritten",
                        Case05OverwriteTest.EDITS_SURVIVE,
                        Fault.in(RunOptions.Builder.class, "keepEdited", Faults.Forgotten.class)),
                row(
                        "case 6: the run the caller passes is not used",
                        Case06OpenRunTest.PASSED_IS_USED,
                        Fault.in(SyncOptions.class, "run", Faults.None.class)),
                row(
                        "case 7: Base64 is decoded twice",
                        Case07ResultsTest.BASE64,
                        Fault.in(ResultFile.class, "decode", Faults.DecodedBefore.class)),
                row(
                        "case 7: Azure's -1 counts",
                        Case07ResultsTest.MINUS_ONE,
                        Fault.in(ResultFile.class, "isMissing", Faults.No.class)),
                row(
                        "case 8: reading stops at the first broken line",
                        Case08DatasetsTest.BROKEN_LINES,
                        Fault.in(DatasetReader.class, "next", Faults.EndedByBroken.class)),
                row(
                        "case 9: what was requested is forgotten",
                        Case09HyperparametersTest.REQUESTED_IS_KEPT,
                        Fault.in(Hyperparameter.class, "auto", Faults.No.class)),
                row(
                        "case 10: checkpoints are not recorded",
                        Case10EventsAndCheckpointsTest.CHECKPOINTS,
                        Fault.in(JobMaterial.class, "checkpoints", Faults.NoItems.class)),
                row(
                        "case 10: live metrics keep the names of the events",
                        Case10EventsAndCheckpointsTest.LIVE,
                        Fault.in(MetricNames.class, "inHistory", Faults.Unchanged.class)),
                row(
                        "case 11: the end of a job is not found",
                        Case11TimesTest.DERIVED,
                        Fault.in(DerivedFigures.class, "end", Faults.None.class)),
                row(
                        "case 12: an unknown status counts as an end",
                        Case12LenientTest.UNKNOWN_STATUS,
                        Fault.in(FineTuneStatus.class, "isTerminal", Faults.Yes.class)),
                row(
                        "case 13: nothing is retried",
                        Case13ErrorsTest.RETRIED,
                        Fault.in("openai.FailedAttempt", "isWorthRepeating", Faults.No.class)),
                row(
                        "case 14: the deadline is not kept",
                        Case14WaitingTest.DEADLINE_PAUSED,
                        Fault.in(SyncOptions.class, "waitDeadline", Faults.AnHourMore.class)),
                row(
                        "case 15: models are written as their jobs happen to be read",
                        Case15ManyTest.IN_ORDER,
                        Fault.in("internal.Turns", "awaitTurn", Faults.Nothing.class)),
                row(
                        "case 16: each job downloads its data again",
                        Case16SharedFileTest.DOWNLOADED_ONCE,
                        Fault.in(FileShelf.class, "fetch", Faults.Forgetful.class)),
                row(
                        "case 17: an error quotes what the provider answered",
                        Case17SecrecyTest.QUOTING_ERROR,
                        Fault.in("openai.Refusals", "of", Faults.Quoting.class)),
                row(
                        "case 18: nobody asks whether the user may write there",
                        Case18TeamsTest.NOT_A_MEMBER,
                        Fault.in(SyncedRuns.class, "requireMembership", Faults.Nothing.class)),
                row(
                        "case 20: names are not asked for",
                        Case20FileNamesTest.NAMES,
                        Fault.in(FileShelf.class, "name", Faults.None.class)),
                row(
                        "case 21: the provider's own run is not noticed",
                        Case21IntegrationsTest.NOT_TOUCHED,
                        Fault.in(SyncedRuns.class, "mayBeOurs", Faults.No.class)),
                row(
                        "watch: new jobs are looked for once",
                        WatchTest.NEW_JOBS,
                        Fault.in("NewJobs", "look", Faults.None.class)),
                row(
                        "archive: all files have one digest",
                        ArchiveTest.SPOILT,
                        Fault.in("archive.AtomicFile", "sha256", Faults.AlwaysTheSame.class)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void turnsTheCaseRed(Row row, Worlds.Source worlds) throws Exception {
        row.fault()
                .during(() -> assertThatThrownBy(() -> row.clause().verify(worlds.over(Storage.MEMORY)))
                        .isInstanceOf(AssertionError.class));
    }
}
