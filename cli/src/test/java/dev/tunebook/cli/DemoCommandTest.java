package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.VirtualClock;
import dev.tunebook.server.ReservedNames;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DemoCommandTest {

    @TempDir
    Path home;

    private final VirtualClock clock = VirtualClock.at(Instant.now());

    private Shell.Result once(String... more) {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"demo", "--once", "--port", "0"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return new Shell(home).run(clock, args);
    }

    private static JsonNode lastLine(Shell.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return Json.parse(result.out().lines().toList().getLast());
    }

    /// The number of the last change of the demo's project, counted by the store itself.
    private long lastChange() {
        StoreSettings settings = new StoreSettings(Clock.systemUTC(), new SplittableRandom(1), ReservedNames.ALL);
        try (Store store = SqlStore.open(home.resolve(".tunebook/demo"), settings)) {
            Viewer system = Viewer.system("test");
            assertThat(store.check()).isEmpty();
            Project project = store.projects()
                    .project(system, "administrator", Demo.PROJECT)
                    .orElseThrow();
            return store.changes().latest(system, project.id());
        }
    }

    @Test
    void aSecondStartChangesNothing() {
        JsonNode first = lastLine(once());
        assertThat(first.path("jobs").asInt()).isEqualTo(14);
        assertThat(first.path("runs").asInt()).isEqualTo(14);
        assertThat(first.path("artifacts").asInt()).isGreaterThan(30);
        assertThat(first.path("tables").asInt()).isGreaterThan(10);
        assertThat(first.path("sync").path("created").asInt()).isEqualTo(14);
        assertThat(first.path("data").asString())
                .isEqualTo(home.resolve(".tunebook/demo").toString());
        assertThat(first.path("url").asString()).startsWith("http://127.0.0.1:");
        assertThat(first.path("seconds").asDouble()).isPositive();
        long changes = lastChange();

        JsonNode second = lastLine(once());
        assertThat(second.path("sync").path("unchanged").asInt()).isEqualTo(14);
        for (String count : new String[] {"jobs", "runs", "artifacts", "tables", "seed"}) {
            assertThat(second.path(count)).as(count).isEqualTo(first.path(count));
        }
        assertThat(lastChange()).isEqualTo(changes);
    }

    @Test
    void aFolderKeepsItsSeed() {
        Path data = home.resolve(".tunebook/demo");
        DemoState.in(data, OptionalLong.of(3), 7, clock.instant());
        DemoState again = DemoState.in(data, OptionalLong.empty(), 7, Instant.EPOCH);
        assertThat(again.seed()).isEqualTo(3);
        assertThat(again.begun()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Shell.Result other = once("--seed", "4");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).hasLineCount(1).contains("was made with seed 3, not 4");
    }
}
