package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.sdk.Table;
import dev.tunebook.sdk.Wandb;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Role;
import java.util.Optional;
import java.util.stream.Stream;

/// Case 18: a team as the entity.
class Case18TeamsTest extends AcceptanceCase {
    static final Clause ALL_MEMBERS = Clause.of("runs, artifacts and tables land there for all its members", world -> {
        String team = team(world);
        String grace = member(world, team, "grace");
        world.sandbox.add(world.job("ftjob-1"));
        world.sync(world.options().entity(team));
        TrackerState seen = new TrackerState(world.tracker, grace, team, world.project());
        RunState run = seen.run("ftjob-1");
        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.metric("train_loss")).hasSize(30);
        assertThat(seen.version("model-metadata", "latest").createdBy()).isEqualTo("ftjob-1");
        assertThat(seen.version("train-file-of-ftjob-1", "latest").usedBy()).containsExactly("ftjob-1");
        Table table = Wandb.api(world.settings(grace))
                .artifact(team + "/" + world.project() + "/train-file-of-ftjob-1:latest")
                .table("file-of-ftjob-1");
        assertThat(table.rowCount()).isEqualTo(12);
    });

    static final Clause NOT_A_MEMBER = Clause.of("not a member: said so, before anything is written", world -> {
        String team = team(world);
        String alan = world.tracker.user("alan-of-" + team);
        world.sandbox.add(world.shortJob("ftjob-1"));
        world.line.open();
        assertThatThrownBy(() -> world.sync(world.options().entity(team).settings(world.settings(alan))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(team);
        assertThat(world.line.mutating()).isEmpty();
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                ALL_MEMBERS,
                Clause.of("nothing lands with the user who syncs", world -> {
                    String team = team(world);
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sync(world.options().entity(team));
                    assertThat(Wandb.api(world.settings()).projectExists(SyncWorld.ENTITY + "/" + world.project()))
                            .isFalse();
                }),
                Clause.of("any member goes on where another stopped", world -> {
                    String team = team(world);
                    String grace = member(world, team, "grace");
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sync(world.options().entity(team));
                    world.line.open();
                    assertThat(world.sync(world.options().entity(team).settings(world.settings(grace)))
                                    .jobs()
                                    .get(0)
                                    .outcome())
                            .hasToString("UNCHANGED");
                    assertThat(world.line.mutating()).isEmpty();
                }),
                NOT_A_MEMBER,
                Clause.of("no such team: said so, before anything is written", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.line.open();
                    assertThatThrownBy(() -> world.sync(world.options().entity("nobodys-team")))
                            .isInstanceOf(InvalidInputException.class)
                            .hasMessageContaining("nobodys-team");
                    assertThat(world.line.mutating()).isEmpty();
                }));
    }

    /// A team whose only member is the user who syncs.
    private static String team(SyncWorld world) {
        String team = "team-of-" + world.project();
        Viewer system = Viewer.system("test");
        world.tracker.store().teams().putTeam(system, team, Optional.empty());
        world.tracker.store().teams().putMember(system, team, SyncWorld.ENTITY, Role.MEMBER);
        return team;
    }

    /// @return the member's key
    private static String member(SyncWorld world, String team, String name) {
        String key = name + "-of-" + team;
        world.tracker.user(key);
        world.tracker.store().teams().putMember(Viewer.system("test"), team, key, Role.MEMBER);
        return key + "-" + "k".repeat(40);
    }
}
