package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.Page;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunUpdate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a commit is: all or nothing, one after the other, seen by the next call.
public abstract class TransactionContract extends StoreContract {
    protected TransactionContract(StoreFactory factory) {
        super(factory);
    }

    @Test
    void commitsSeveralCallsAtOnce() {
        var project = store.transaction(() -> {
            var made = project("tunes");
            run("tunes", "r1");
            assertThat(store.runQueries().count(mia, made.id(), RunFilter.ALL))
                    .as("its own calls are seen inside")
                    .isEqualTo(1);
            return made;
        });
        assertThat(store.runQueries().count(vic, project.id(), RunFilter.ALL)).isEqualTo(1);
    }

    @Test
    void takesEverythingBackWhenTheBodyThrows() {
        var before = project("tunes");
        assertThatThrownBy(() -> store.transaction(() -> {
                    run("tunes", "r1");
                    store.runQueries().count(mia, before.id(), RunFilter.ALL);
                    project("other");
                    store.projects().rename(ada, before.id(), "renamed");
                    throw new IllegalStateException("no more");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more");
        assertThat(store.projects().projects(vic, List.of(before.id()))).containsExactly(before);
        assertThat(store.projects().project(vic, "tuners", "other")).isEmpty();
        assertThat(store.runQueries().count(vic, before.id(), RunFilter.ALL)).isZero();
        assertThat(store.changes().latest(vic, before.id())).isEqualTo(1);
        var run = run("tunes", "r1");
        assertThat(run.labels().displayName()).as("the first run after all").endsWith("-1");
        assertThat(store.check()).isEmpty();
    }

    @Test
    void aCallThatFailsInsideLeavesNothingOfItself() {
        store.transaction(() -> {
            project("tunes");
            assertThatThrownBy(() ->
                            store.accounts().putUser(root, UserUpdate.of("half").withDefaultEntity("nobody")))
                    .isInstanceOf(RuntimeException.class);
            conflict("name_taken", () -> store.accounts().putUser(root, UserUpdate.of("rivals")));
            invalid(
                    "no_entity",
                    () -> store.runs()
                            .upsert(
                                    SYSTEM,
                                    RunUpdate.of(
                                            new RunUpdate.Selector.ByName(Optional.empty(), Optional.empty(), "r"))));
            run("tunes", "r1");
            return true;
        });
        assertThat(store.accounts().user(root, "half")).isEmpty();
        assertThat(store.accounts().entity(root, "half")).isEmpty();
        assertThat(store.projects().project(vic, "tuners", "tunes")).isPresent();
    }

    @Test
    void oneFailingWriterHarmsNoOther() throws Exception {
        project("tunes");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 60)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        if (i % 3 == 0) {
                            conflict(
                                    "name_taken",
                                    () -> store.transaction(() -> {
                                        project("gone-" + i);
                                        return store.accounts().putUser(root, UserUpdate.of("tuners"));
                                    }));
                        } else {
                            run("tunes", "r" + i);
                        }
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(store.projects()
                        .list(root, Optional.of("tuners"), Page.Request.first(100))
                        .nodes())
                .map(project -> project.name())
                .containsExactly("tunes");
        var project = store.projects().project(vic, "tuners", "tunes").orElseThrow();
        assertThat(store.runQueries().count(vic, project.id(), RunFilter.ALL)).isEqualTo(40);
        assertThat(store.check()).isEmpty();
    }

    @Test
    void theNextCallOnAnyThreadSeesIt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                var name = "p" + i;
                store.projects().upsert(ada, ProjectUpdate.of("tuners", name));
                assertThat(threads.submit(() -> store.projects().project(vic, "tuners", name))
                                .get())
                        .isPresent();
            }
        }
    }

    @Test
    void aBodyMayReadAsWellAsWrite() {
        Viewer viewer = mia;
        var names = store.transaction(() -> {
            store.projects().upsert(viewer, ProjectUpdate.of("tuners", "fresh"));
            return store.projects().list(viewer, Optional.of("tuners"), Page.Request.first(5)).nodes().stream()
                    .map(project -> project.name())
                    .toList();
        });
        assertThat(names).containsExactly("fresh");
    }
}
