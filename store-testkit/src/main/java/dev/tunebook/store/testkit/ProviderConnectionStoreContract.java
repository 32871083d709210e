package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.FollowStatus.FollowError;
import dev.tunebook.store.providers.FollowedJobs;
import dev.tunebook.store.providers.ProviderAddress;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderKind;
import dev.tunebook.store.providers.ProviderSettings;
import dev.tunebook.store.providers.SealedKey;
import dev.tunebook.store.runs.RunUpdate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of provider connections does.
public abstract class ProviderConnectionStoreContract extends StoreContract {
    private static final SealedKey KEY = new SealedKey(new SealedSecret("0a1b2c3d", "c2VhbGVk"), "wxyz");
    private static final ProviderAddress OPENAI = new ProviderAddress(
            ProviderKind.OPENAI,
            URI.create("https://api.openai.com/v1"),
            Optional.empty(),
            Optional.of("org-1"),
            Optional.empty());

    protected ProviderConnectionStoreContract(StoreFactory factory) {
        super(factory);
    }

    private static ProviderSettings settings(String name, String entity) {
        return new ProviderSettings(name, OPENAI, KEY, entity, "tunes", FollowedJobs.ALL, Duration.ofSeconds(30), true);
    }

    private ProviderConnection put(ProviderSettings settings) {
        return store.providerConnections().put(root, settings).value();
    }

    private ProviderConnection look(String name) {
        return store.providerConnections().connection(root, name).orElseThrow();
    }

    @Test
    void keepsEverySetting() {
        var full = new ProviderSettings(
                "azure-eu",
                new ProviderAddress(
                        ProviderKind.AZURE,
                        URI.create("https://eu.openai.azure.com"),
                        Optional.of("2024-10-21"),
                        Optional.empty(),
                        Optional.of("proj_1")),
                KEY,
                "Tuners",
                "tunes",
                new FollowedJobs(
                        Optional.of(START), Optional.of("gpt-4o-mini"), Map.of("team", "a", "b", "\"ü\""), false),
                Duration.ofSeconds(7),
                false);
        var made = store.providerConnections().put(root, full);
        assertThat(made.inserted()).isTrue();
        assertThat(made.value().settings().entity()).isEqualTo("tuners");
        assertThat(made.value().settings().jobs()).isEqualTo(full.jobs());
        assertThat(made.value().settings().address()).isEqualTo(full.address());
        assertThat(made.value().settings().pollInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(made.value().settings().enabled()).isFalse();
        assertThat(made.value().status()).isEqualTo(FollowStatus.NONE);
        assertThat(look("azure-eu")).isEqualTo(made.value());
    }

    @Test
    void keepsOneOfEachName() {
        var made = put(settings("openai", "tuners"));
        store.providerConnections()
                .report(SYSTEM, made.id(), new FollowStatus(Optional.of(START), 4, 2, Optional.empty()));
        clock.advance(Duration.ofMinutes(1));
        var other = new SealedKey(new SealedSecret("99", "YW5ldw=="), "");
        var again = store.providerConnections()
                .put(root, settings("openai", "tuners").withKey(other));
        assertThat(again.inserted()).isFalse();
        assertThat(again.value().id()).isEqualTo(made.id());
        assertThat(again.value().userId()).isEqualTo(made.userId());
        assertThat(again.value().settings().key()).isEqualTo(other);
        assertThat(again.value().status().following()).isEqualTo(2);
        assertThat(again.value().createdAt()).isEqualTo(START);
        assertThat(again.value().updatedAt()).isEqualTo(START.plusSeconds(60));
        put(settings("a-second", "rivals"));
        assertThat(store.providerConnections().list(SYSTEM))
                .extracting(ProviderConnection::name)
                .containsExactly("a-second", "openai");
        assertThat(store.providerConnections().connection(root, "third")).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        for (String name : List.of("", "Upper", "-dash", "a/b", "x".repeat(61))) {
            invalid("invalid_name", () -> put(settings(name, "tuners")));
        }
        notFound(() -> put(settings("openai", "nobody")));
        store.teams().putOrganization(root, new OrganizationUpdate("acme", Optional.empty()));
        invalid("not_an_owner", () -> put(settings("openai", "acme")));
        put(settings("openai", "tuners"));
        conflict("entity_fixed", () -> put(settings("openai", "rivals")));
        store.teams().putTeam(root, "follower-taken", Optional.empty());
        conflict("name_taken", () -> put(settings("taken", "tuners")));
        var poll = settings("openai", "tuners");
        for (Duration interval : List.of(Duration.ZERO, Duration.ofDays(2))) {
            invalid(
                    "invalid_poll_interval",
                    () -> put(new ProviderSettings(
                            "openai", OPENAI, KEY, "tuners", "tunes", poll.jobs(), interval, true)));
        }
        assertThatThrownBy(() -> put(new ProviderSettings(
                        "openai", OPENAI, KEY, "tuners", "a/b", poll.jobs(), poll.pollInterval(), true)))
                .isInstanceOf(InvalidNameException.class);
    }

    @Test
    void isForAdministratorsAlone() {
        var made = put(settings("openai", "tuners"));
        for (Viewer viewer : List.of(ada, mia, bob, ANYBODY)) {
            denied(() -> store.providerConnections().put(viewer, settings("openai", "tuners")));
            denied(() -> store.providerConnections().list(viewer));
            denied(() -> store.providerConnections().connection(viewer, "openai"));
            denied(() -> store.providerConnections().delete(viewer, "openai"));
            denied(() -> store.providerConnections().report(viewer, made.id(), FollowStatus.NONE));
            denied(() -> store.providerConnections().reseal(viewer, made.id(), KEY, KEY));
        }
        assertThat(look("openai")).isEqualTo(made);
    }

    @Test
    void keepsHowItGoes() {
        var made = put(settings("openai", "tuners"));
        var status = new FollowStatus(
                Optional.of(START),
                12,
                3,
                Optional.of(new FollowError(START.plusSeconds(1), "provider_denied", "No.")));
        assertThat(store.providerConnections().report(SYSTEM, made.id(), status))
                .isTrue();
        assertThat(look("openai").status()).isEqualTo(status);
        assertThat(look("openai").settings()).isEqualTo(made.settings());
        assertThat(store.providerConnections().report(SYSTEM, made.id() + 1000, status))
                .isFalse();
        assertThat(store.providerConnections().list(root)).hasSize(1);
    }

    @Test
    void sealsAnewTheKeyThatWasMeant() {
        var made = put(settings("openai", "tuners"));
        var anew = new SealedKey(new SealedSecret("ffff", "bmV3"), "wxyz");
        assertThat(store.providerConnections()
                        .reseal(SYSTEM, made.id(), anew, new SealedKey(new SealedSecret("1", "Mg=="), "")))
                .isFalse();
        assertThat(look("openai").settings().key()).isEqualTo(KEY);
        assertThat(store.providerConnections().reseal(SYSTEM, made.id(), KEY, anew))
                .isTrue();
        assertThat(look("openai"))
                .isEqualTo(new ProviderConnection(
                        made.id(),
                        made.settings().withKey(anew),
                        made.entityId(),
                        made.userId(),
                        made.createdAt(),
                        made.updatedAt(),
                        made.status()));
    }

    private Viewer.User serviceAccount(String name) {
        User account = store.accounts()
                .user(SYSTEM, ProviderConnection.serviceAccount(name))
                .orElseThrow();
        assertThat(account.service()).isTrue();
        return new Viewer.User(account.id(), account.username(), account.administrator());
    }

    private void writesIn(Viewer viewer, String entity) {
        store.projects().upsert(viewer, ProjectUpdate.of(entity, "tunes"));
        assertThat(store.runs()
                        .upsert(viewer, RunUpdate.of(entity, "tunes", "ftjob-1"))
                        .inserted())
                .isTrue();
    }

    @Test
    void itsServiceAccountWritesIntoTheOneEntity() {
        put(settings("openai", "tuners"));
        var account = serviceAccount("openai");
        writesIn(account, "tuners");
        notFound(() -> store.projects().upsert(account, ProjectUpdate.of("rivals", "tunes")));
        denied(() -> store.projects().upsert(account, ProjectUpdate.of("ada", "tunes")));
        denied(() -> store.teams().putMember(account, "tuners", "bob", Role.MEMBER));
        denied(() -> store.providerConnections().list(account));
        assertThat(store.accounts()
                        .user(SYSTEM, account.username())
                        .orElseThrow()
                        .defaultEntity())
                .isEqualTo("tuners");
    }

    @Test
    void itsServiceAccountWritesIntoWhatIsSomebodysOwn() {
        put(settings("own", "ada"));
        var account = serviceAccount("own");
        writesIn(account, "ada");
        notFound(() -> store.projects().upsert(account, ProjectUpdate.of("tuners", "tunes")));
        denied(() -> store.projects().upsert(account, ProjectUpdate.of("bob", "tunes")));
        assertThat(store.projects().project(ada, "ada", "tunes")).isPresent();
        assertThat(store.projects().project(bob, "ada", "tunes")).isEmpty();
    }

    @Test
    void anAccountThatWasDeletedIsMadeAgain() {
        var made = put(settings("openai", "tuners"));
        store.accounts().deleteUser(root, "follower-openai");
        assertThat(look("openai").userId()).isEqualTo(made.userId());
        assertThat(put(settings("openai", "tuners")).userId()).isNotEqualTo(made.userId());
        writesIn(serviceAccount("openai"), "tuners");
    }

    @Test
    void goesWithItsAccountAndLeavesWhatWasRecorded() {
        put(settings("openai", "tuners"));
        var account = serviceAccount("openai");
        writesIn(account, "tuners");
        store.credentials().add(SYSTEM, account.id(), key("loose"));
        assertThat(store.providerConnections().delete(root, "openai")).isTrue();
        assertThat(store.providerConnections().delete(root, "openai")).isFalse();
        assertThat(store.accounts().user(SYSTEM, account.username())).isEmpty();
        assertThat(store.credentials().authenticate(CredentialKind.API_KEY, sha256("loose")))
                .isEmpty();
        assertThat(store.projects().project(ada, "tuners", "tunes")).isPresent();
        assertThat(store.check()).isEmpty();
    }

    /// A later team of the same name must not get what was meant for this one.
    @Test
    void goesWithItsEntity() {
        put(settings("openai", "tuners"));
        put(settings("own", "ada"));
        store.teams().delete(root, "tuners", true);
        store.accounts().deleteUser(root, "ada");
        assertThat(store.providerConnections().list(root)).isEmpty();
        assertThat(store.accounts().user(SYSTEM, "follower-openai")).isEmpty();
        assertThat(store.accounts().user(SYSTEM, "follower-own")).isEmpty();
    }
}
