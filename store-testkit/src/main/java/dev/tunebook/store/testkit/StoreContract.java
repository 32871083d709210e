package dev.tunebook.store.testkit;

import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.NewCredential;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunUpdate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What each contract starts from: a store of its own, a clock that stands still, and two tenants who must never see
/// each other. The team `tuners` is led by Ada; Mia writes there, Vic reads, Rex is a restricted viewer. Bob leads
/// the team `rivals`. Root administers the server.
public abstract class StoreContract {
    protected static final Instant START = Instant.parse("2026-11-25T04:00:00Z");
    protected static final Viewer SYSTEM = Viewer.system("contract");
    protected static final Viewer ANYBODY = Viewer.anonymous();

    private final StoreFactory factory;
    protected final ManualClock clock = new ManualClock(START);

    @TempDir
    private Path folder;

    protected Store store;
    protected Viewer.User root;
    protected Viewer.User ada;
    protected Viewer.User mia;
    protected Viewer.User vic;
    protected Viewer.User rex;
    protected Viewer.User bob;

    protected StoreContract(StoreFactory factory) {
        this.factory = factory;
    }

    @BeforeEach
    final void settle() {
        store = open("main");
        var people = store.transaction(this::people);
        root = people.get(0);
        ada = people.get(1);
        mia = people.get(2);
        vic = people.get(3);
        rex = people.get(4);
        bob = people.get(5);
    }

    private List<Viewer.User> people() {
        store.accounts().createFirstAdministrator(SYSTEM, UserUpdate.of("Root"), List.of());
        store.teams().putTeam(SYSTEM, "tuners", Optional.empty());
        store.teams().putTeam(SYSTEM, "rivals", Optional.empty());
        return List.of(
                viewer("root", true),
                person("ada", "tuners", Role.ADMIN),
                person("mia", "tuners", Role.MEMBER),
                person("vic", "tuners", Role.VIEWER),
                person("rex", "tuners", Role.RESTRICTED_VIEWER),
                person("bob", "rivals", Role.ADMIN));
    }

    private Viewer.User person(String name, String team, Role role) {
        store.accounts().putUser(SYSTEM, UserUpdate.of(name));
        store.teams().putMember(SYSTEM, team, name, role);
        return viewer(name, false);
    }

    private Viewer.User viewer(String name, boolean administrator) {
        var user = store.accounts().user(SYSTEM, name).orElseThrow();
        return new Viewer.User(user.id(), user.username(), administrator);
    }

    @AfterEach
    final void close() {
        store.close();
    }

    /// Another store, or the same one again once it is closed.
    protected final Store open(String name) {
        return factory.open(
                folder.resolve(name),
                new StoreSettings(clock, new SplittableRandom(7), Set.of("settings", "login"), new Tunes()));
    }

    protected final Project project(String name) {
        return store.projects().upsert(ada, ProjectUpdate.of("tuners", name)).value();
    }

    protected final Project shared(String name, Sharing sharing) {
        return store.projects()
                .upsert(
                        ada,
                        new ProjectUpdate(
                                Optional.empty(),
                                Optional.of("tuners"),
                                Optional.of(name),
                                Optional.empty(),
                                Optional.of(sharing),
                                Optional.empty()))
                .value();
    }

    protected final Run run(String project, String name) {
        return run(RunUpdate.of("tuners", project, name));
    }

    protected final Run run(RunUpdate update) {
        return store.runs().upsert(mia, update).value();
    }

    protected static NewCredential key(String name) {
        return credential(CredentialKind.API_KEY, name, Optional.empty());
    }

    protected static NewCredential credential(CredentialKind kind, String name, Optional<Instant> expiresAt) {
        return new NewCredential(kind, sha256(name), name, Optional.of("for tests"), expiresAt);
    }

    /// Something that looks like a hash, the same for the same name.
    protected static String sha256(String name) {
        return "%064x".formatted(Integer.toUnsignedLong(name.hashCode()));
    }
}
