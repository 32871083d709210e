package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.store.Page;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.runs.NewRunFile;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of run files does.
public abstract class RunFileStoreContract extends StoreContract {
    protected RunFileStoreContract(StoreFactory factory) {
        super(factory);
    }

    private RunGrant grant(Access access) {
        return store.runs().open(mia, run("tunes", "r1").id(), access);
    }

    private RunFile put(String name, String content) {
        return store.runFiles()
                .put(grant(Access.WRITE), new NewRunFile(name, blob(content), Optional.of("text/plain")));
    }

    private Blob blob(String content) {
        return new Versions(store, mia).blob(content);
    }

    @Test
    void keepsOneFileForEachName() {
        var blob = blob("hello");
        var made = put("logs/out.txt", "hello");
        assertThat(made)
                .isEqualTo(new RunFile(
                        made.id(),
                        grant(Access.READ).runId(),
                        "logs/out.txt",
                        blob.sha256(),
                        blob.md5(),
                        5,
                        Optional.of("text/plain"),
                        START));
        clock.advance(Duration.ofSeconds(1));
        var again = put("logs/out.txt", "hello again");
        assertThat(again.id()).isEqualTo(made.id());
        assertThat(again.size()).isEqualTo(11);
        assertThat(again.updatedAt()).isEqualTo(START.plusSeconds(1));
        var grant = grant(Access.READ);
        assertThat(store.runFiles().count(grant)).isEqualTo(1);
        assertThat(store.runFiles().file(vic, made.id())).hasValue(again);
        assertThat(store.changes().after(vic, grant.projectId(), 0, 10))
                .map(Change::kind)
                .containsExactly(Change.Kind.PROJECT, Change.Kind.RUN, Change.Kind.RUN_FILES);
        assertThat(put("./logs/out.txt", "x").id()).as("the same path").isEqualTo(made.id());
    }

    @Test
    void refusesPathsThatLeadOut() {
        for (var name : List.of("", "/etc/passwd", "../x", "a/../../x", "a//b", "C:\\x", "a\0b", "a\\..\\b")) {
            assertThatThrownBy(() -> put(name, "x")).isInstanceOf(InvalidNameException.class);
        }
    }

    @Test
    void isWrittenWithAGrantThatWrites() {
        denied(() -> store.runFiles().put(grant(Access.READ), new NewRunFile("a.txt", blob("a"), Optional.empty())));
        assertThat(store.runFiles().count(grant(Access.READ))).isZero();
    }

    @Test
    void listsByNameAndPattern() {
        for (var name : List.of("media/b.png", "media/a.png", "a_b.txt", "aXb.txt", "A.TXT", "100%.txt")) {
            put(name, name);
        }
        assertThat(names(Optional.empty()))
                .containsExactly("100%.txt", "A.TXT", "aXb.txt", "a_b.txt", "media/a.png", "media/b.png");
        assertThat(names(Optional.of("media/%"))).containsExactly("media/a.png", "media/b.png");
        assertThat(names(Optional.of("a_b.txt"))).containsExactly("aXb.txt", "a_b.txt");
        assertThat(names(Optional.of("%.txt"))).containsExactly("100%.txt", "aXb.txt", "a_b.txt");
        assertThat(names(Optional.of("media"))).as("the whole name").isEmpty();
        assertThat(names(Optional.of("%%a%"))).containsExactly("aXb.txt", "a_b.txt", "media/a.png", "media/b.png");
        assertThat(names(Optional.of(""))).isEmpty();
    }

    private List<String> names(Optional<String> pattern) {
        return store.runFiles().list(grant(Access.READ), pattern, Page.Request.first(10)).nodes().stream()
                .map(RunFile::name)
                .toList();
    }

    @Test
    void pagesThroughNames() {
        for (int i = 0; i < 5; i++) {
            put("f" + i, "x");
        }
        var request = Page.Request.first(2);
        var first = store.runFiles().list(grant(Access.READ), Optional.empty(), request);
        assertThat(first.total()).isEqualTo(5);
        put("f00", "x");
        put("f11", "x");
        var second = store.runFiles()
                .list(
                        grant(Access.READ),
                        Optional.empty(),
                        request.following(first.endCursor().orElseThrow()));
        assertThat(second.nodes()).map(RunFile::name).containsExactly("f11", "f2");
        assertThat(second.more()).isTrue();
        assertThat(store.runFiles().named(grant(Access.READ), List.of("f3", "nothing", "f0")))
                .map(RunFile::name)
                .containsExactly("f3", "f0");
    }

    @Test
    void deletesAllOrNothing() {
        var first = put("a.txt", "a");
        var second = put("b.txt", "b");
        notFound(() -> store.runFiles().delete(mia, List.of(first.id(), 987_654L)));
        denied(() -> store.runFiles().delete(vic, List.of(first.id())));
        notFound(() -> store.runFiles().delete(bob, List.of(first.id())));
        sameWords(
                Long.toString(first.id()),
                () -> store.runFiles().delete(bob, List.of(first.id())),
                "987654",
                () -> store.runFiles().delete(bob, List.of(987_654L)));
        assertThat(store.runFiles().count(grant(Access.READ))).isEqualTo(2);
        store.runFiles().delete(mia, List.of(first.id(), second.id()));
        assertThat(store.runFiles().count(grant(Access.READ))).isZero();
        assertThat(store.runFiles().file(mia, first.id())).isEmpty();
    }

    @Test
    void showsAFileToThoseWhoMayReadItsRun() {
        var file = put("a.txt", "a");
        assertThat(store.runFiles().file(vic, file.id())).hasValue(file);
        assertThat(store.runFiles().file(bob, file.id())).isEmpty();
        assertThat(store.runFiles().file(ANYBODY, file.id())).isEmpty();
    }

    @Test
    void keepsTheFilesOfRunsApart() {
        put("same.txt", "one");
        var other = store.runs().open(mia, run("tunes", "r2").id(), Access.WRITE);
        store.runFiles().put(other, new NewRunFile("same.txt", blob("two!"), Optional.empty()));
        assertThat(store.runFiles().named(other, List.of("same.txt")))
                .singleElement()
                .satisfies(file -> assertThat(file.size()).isEqualTo(4));
        store.runs().delete(mia, other.runId(), false);
        assertThat(store.runFiles().named(grant(Access.READ), List.of("same.txt")))
                .hasSize(1);
    }
}
