package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.runs.RunUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every change log does.
public abstract class ChangeLogContract extends StoreContract {
    protected ChangeLogContract(StoreFactory factory) {
        super(factory);
    }

    private List<Change> changes(Project project) {
        return store.changes().after(vic, project.id(), 0, 1_000);
    }

    @Test
    void numbersChangesFromOneWithoutGaps() {
        var project = project("tunes");
        clock.advance(Duration.ofSeconds(1));
        var run = run("tunes", "r1");
        var other = run("tunes", "r2");
        assertThat(changes(project))
                .containsExactly(
                        new Change(1, Change.Kind.PROJECT, project.id(), START),
                        new Change(2, Change.Kind.RUN, run.id(), START.plusSeconds(1)),
                        new Change(3, Change.Kind.RUN, other.id(), START.plusSeconds(1)));
        assertThat(store.changes().latest(vic, project.id())).isEqualTo(3);
        run(RunUpdate.of("tuners", "tunes", "r1").withConfig("{\"lr\":{\"value\":1}}"));
        assertThat(changes(project))
                .as("only the newest change of an object")
                .map(Change::sequence)
                .containsExactly(1L, 3L, 4L);
        assertThat(store.changes().latest(vic, project.id())).isEqualTo(4);
    }

    @Test
    void writesNothingForNothing() {
        var project = project("tunes");
        run("tunes", "r1");
        var before = store.changes().latest(vic, project.id());
        run("tunes", "r1");
        project("tunes");
        conflict("name_taken", () -> {
            project("other");
            store.projects().rename(ada, project.id(), "other");
        });
        assertThat(store.changes().latest(vic, project.id())).isEqualTo(before);
    }

    @Test
    void readsOnFromANumber() {
        var project = project("tunes");
        IntStream.range(0, 5).forEach(i -> run("tunes", "r" + i));
        assertThat(store.changes().after(vic, project.id(), 2, 3))
                .map(Change::sequence)
                .containsExactly(3L, 4L, 5L);
        assertThat(store.changes().after(vic, project.id(), 6, 3)).isEmpty();
    }

    @Test
    void isForThoseWhoMayReadTheProject() {
        var project = project("tunes");
        notFound(() -> store.changes().latest(bob, project.id()));
        notFound(() -> store.changes().after(bob, project.id(), 0, 10));
        notFound(() -> store.changes().latest(root, 987_654L));
    }

    @Test
    void wakesListenersAfterTheCommit() {
        var project = project("tunes");
        var seen = new ArrayList<Long>();
        try (var _ = store.changes().listen(id -> seen.add(store.changes().latest(SYSTEM, id)))) {
            run("tunes", "r1");
            assertThat(seen).containsExactly(2L);
            store.transaction(() -> {
                run("tunes", "r2");
                run("tunes", "r3");
                assertThat(seen).as("nothing before the commit").hasSize(1);
                return true;
            });
            assertThat(seen).as("once for a commit").containsExactly(2L, 4L);
            run("tunes", "r1");
            assertThat(seen).as("not for nothing").hasSize(2);
        }
        run("tunes", "r4");
        assertThat(seen).as("not when closed").hasSize(2);
        assertThat(store.changes().latest(vic, project.id())).isEqualTo(5);
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        var seen = new ArrayList<Long>();
        try (var _ = store.changes().listen(_ -> {
                    throw new IllegalStateException("a listener's trouble");
                });
                var _ = store.changes().listen(seen::add)) {
            var project = project("tunes");
            assertThat(seen).containsExactly(project.id());
        }
    }

    @Test
    void staysGapFreeUnderManyWriters() throws Exception {
        var project = project("tunes");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(writer -> () -> {
                        IntStream.range(0, 20).forEach(i -> run("tunes", "w" + writer + "-" + i));
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(changes(project))
                .map(Change::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 161).boxed().toList());
        assertThat(store.check()).isEmpty();
    }
}
