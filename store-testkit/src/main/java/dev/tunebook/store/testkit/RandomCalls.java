package dev.tunebook.store.testkit;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.RunState;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.artifacts.AliasTarget;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.artifacts.NewUse;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.runs.NewRunFile;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunProjection;
import dev.tunebook.store.runs.RunQuery;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunUpdate;
import dev.tunebook.store.runs.RunsUpdate;
import dev.tunebook.store.views.NewAccessToken;
import dev.tunebook.store.views.ViewQuery;
import dev.tunebook.store.views.ViewUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Makes up calls of a store, from names and ids few enough that they meet. The same call has the same answer on
/// every sound engine, as text.
public final class RandomCalls {
    private static final List<String> PEOPLE = List.of("ada", "Bob", "cleo");
    private static final List<String> OWNERS = List.of("crew", "crew", "crew", "crew", "CREW", "ada", "band", "nobody");
    private static final List<String> PROJECTS =
            List.of("tunes", "tunes", "tunes", "Tunes", "songs", "\uD83D\uDE80", "a/b");
    private static final List<String> NAMES = List.of("r1", "r2", "r3", "\uFF5E", "\uD83D\uDE80", "Z", "a:b");
    private static final List<String> ALIASES = List.of("best", "prod", "latest", "\uD83D\uDE80", "\uFF5E", "v0");
    private static final Pattern ID = Pattern.compile("(?:(\\w+)\\[id|(\\w+)Id)=(\\d+)");

    private final SplittableRandom random;
    private final List<Supplier<Call>> kinds = List.of(
            this::putUser,
            this::putTeam,
            this::putMember,
            this::upsertProject,
            this::shareProject,
            this::removeSomething,
            this::upsertRun,
            this::upsertRun,
            this::liveRun,
            this::bulk,
            this::bulk,
            this::projectRun,
            this::putFile,
            this::version,
            this::version,
            this::link,
            this::alias,
            this::use,
            this::view,
            this::shareView,
            this::asBearer,
            this::transaction,
            this::dropHistories,
            this::listRuns,
            this::listRuns,
            this::listRuns,
            this::listProject,
            this::listVersion,
            this::listAccounts,
            this::openRun);
    private final Map<String, List<Long>> known = new TreeMap<>();
    private int made;

    public RandomCalls(SplittableRandom random) {
        this.random = random;
    }

    /// A call, and how to show it.
    public record Call(String name, Function<Store, Object> work) {

        /// What came of it, refusals included.
        public String answer(Store store) {
            try {
                return String.valueOf(work.apply(store));
            } catch (RuntimeException refusal) {
                return refusal.toString();
            }
        }
    }

    /// The first few make sure that there are people and teams.
    public Call next() {
        int number = made++;
        if (number < PEOPLE.size()) {
            var user = UserUpdate.of(PEOPLE.get(number));
            return new Call("putUser " + user, store -> store.accounts().putUser(Viewer.system("random"), user));
        }
        return number < PEOPLE.size() + 5 ? putTeam() : of(kinds).get();
    }

    /// Later calls name the things of this answer too.
    public void learn(String answer) {
        var ids = ID.matcher(answer);
        while (ids.find()) {
            var kind = ids.group(1) == null ? ids.group(2) : ids.group(1);
            var name = kind.equals("sequence") ? "collection" : kind.toLowerCase(Locale.ROOT);
            var things = known.computeIfAbsent(name, _ -> new ArrayList<>());
            var id = Long.valueOf(ids.group(3));
            if (!things.contains(id)) {
                things.add(id);
            }
        }
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T extends Enum<T>> T of(Class<T> type) {
        return of(List.of(type.getEnumConstants()));
    }

    /// Of something of this kind mostly, else of whatever.
    private long id(String kind) {
        var things = known.getOrDefault(kind, List.of());
        return things.isEmpty() || random.nextInt(12) == 0 ? random.nextLong(300) : of(things);
    }

    /// Mostly somebody who may do everything.
    private Viewer viewer() {
        return switch (random.nextInt(6)) {
            case 0 -> new Viewer.User(id("user"), "somebody", false);
            case 1 -> new Viewer.User(id("user"), "root", true);
            default -> Viewer.system("random");
        };
    }

    private Call putUser() {
        var viewer = viewer();
        var name = of(PEOPLE);
        var update = random.nextBoolean()
                ? UserUpdate.of(name).withEmail(of(NAMES))
                : UserUpdate.of(name).withDefaultEntity(of(OWNERS));
        return new Call("putUser " + update, store -> store.accounts().putUser(viewer, update));
    }

    private Call putTeam() {
        var name = of(OWNERS);
        return new Call(
                "putTeam " + name, store -> store.teams().putTeam(Viewer.system("random"), name, Optional.empty()));
    }

    private Call putMember() {
        var viewer = viewer();
        var owner = of(OWNERS);
        var person = of(PEOPLE);
        var role = of(Role.class);
        return random.nextInt(4) == 0
                ? new Call("removeMember", store -> store.teams().removeMember(viewer, owner, person))
                : new Call("putMember", store -> store.teams().putMember(viewer, owner, person, role));
    }

    private Call upsertProject() {
        var viewer = viewer();
        var update = ProjectUpdate.of(of(OWNERS), of(PROJECTS));
        return new Call("upsertProject " + update, store -> store.projects().upsert(viewer, update));
    }

    private Call shareProject() {
        var viewer = viewer();
        var update = new ProjectUpdate(
                Optional.of(id("project")),
                Optional.empty(),
                random.nextBoolean() ? Optional.of(of(PROJECTS)) : Optional.empty(),
                Optional.of(of(NAMES)),
                random.nextBoolean() ? Optional.of(of(Sharing.class)) : Optional.empty(),
                Optional.empty());
        return new Call("changeProject " + update, store -> store.projects().upsert(viewer, update));
    }

    private Call removeSomething() {
        var viewer = viewer();
        var run = id("run");
        var version = id("artifact");
        var flag = random.nextInt(3) > 0;
        var name = of(PEOPLE);
        return switch (random.nextInt(24)) {
            case 0 -> new Call("deleteUser " + name, store -> store.accounts().deleteUser(viewer, name));
            case 1 -> new Call("deleteTeam", store -> store.teams().delete(viewer, "band", flag));
            case 2 ->
                remove(
                        "deleteProject",
                        "project",
                        id -> store -> store.projects().delete(viewer, id));
            case 3, 4 ->
                remove(
                        "deleteCollection",
                        "collection",
                        id -> store -> store.collections().delete(viewer, id));
            case 5, 6, 7 ->
                remove("deleteView", "view", id -> store -> store.views().delete(viewer, id));
            case 8, 9, 10 ->
                remove(
                        "deleteFile",
                        "runfile",
                        id -> store -> done(() -> store.runFiles().delete(viewer, List.of(id))));
            case 11, 12, 13 ->
                new Call("deleteRun " + run, store -> done(() -> store.runs().delete(viewer, run, flag)));
            default ->
                new Call("deleteVersion " + version, store -> store.artifacts().delete(viewer, version, flag));
        };
    }

    private Call remove(String name, String kind, Function<Long, Function<Store, Object>> work) {
        var id = id(kind);
        return new Call(name + " " + id, work.apply(id));
    }

    private static String done(Runnable work) {
        work.run();
        return "done";
    }

    private RunUpdate runUpdate() {
        var update = RunUpdate.of(of(OWNERS), of(PROJECTS), of(NAMES));
        return switch (random.nextInt(4)) {
            case 0 -> update.withConfig("{\"lr\":{\"value\":" + random.nextInt(5) / 10.0 + "},\"n\":" + json() + "}");
            case 1 -> update.withSummary("{\"loss\":" + json() + ",\"deep\":{\"x\":" + json() + "}}");
            case 2 -> update.withState(of(List.of(RunState.RUNNING, RunState.FINISHED, RunState.PREEMPTING)));
            default -> update.reactivating();
        };
    }

    private String json() {
        return of(List.of("1", "2.50", "NaN", "-1e3", "\"text\"", "\"\"", "true", "null", "[]", "[1]", "{\"y\":7}"));
    }

    private Call upsertRun() {
        var viewer = viewer();
        var update = runUpdate();
        return new Call("upsertRun " + update, store -> store.runs().upsert(viewer, update));
    }

    private Call liveRun() {
        var viewer = viewer();
        var id = id("run");
        var state = of(List.of(RunState.PENDING, RunState.FAILED));
        return switch (random.nextInt(3)) {
            case 0 -> new Call("stop " + id, store -> store.runLifecycle().stop(viewer, id));
            case 1 -> new Call("setState " + id, store -> store.runLifecycle().setState(viewer, id, state));
            default ->
                new Call(
                        "rewind " + id,
                        store -> store.runLifecycle()
                                .activate(store.runLifecycle().nextGeneration(viewer, id), "{\"kept\":1}"));
        };
    }

    private Call bulk() {
        var viewer = viewer();
        var runs = selection();
        var owner = of(OWNERS);
        var project = of(PROJECTS);
        var withArtifacts = random.nextBoolean();
        var update = RunsUpdate.tags(List.of(of(NAMES)), List.of(of(NAMES)));
        return switch (random.nextInt(4)) {
            case 0 -> new Call("modify " + runs, store -> store.bulkRuns().modify(viewer, runs, update));
            case 1 -> new Call("delete " + runs, store -> store.bulkRuns().delete(viewer, runs, withArtifacts));
            default ->
                new Call(
                        "move " + runs + " to " + owner + "/" + project,
                        store -> store.bulkRuns().move(viewer, runs, owner, project));
        };
    }

    private RunSelection selection() {
        var owner = of(OWNERS);
        var project = of(PROJECTS);
        return switch (random.nextInt(5)) {
            case 0 -> new RunSelection.Ids(List.of(id("run"), id("run")));
            case 1, 2 -> new RunSelection.Matching(owner, project, filter());
            default -> new RunSelection.Names(owner, project, List.of(of(NAMES)));
        };
    }

    private Call projectRun() {
        var id = id("run");
        var projection = new RunProjection(
                random.nextInt(3),
                random.nextInt(6),
                random.nextBoolean() ? Optional.of(RunState.FINISHED) : Optional.empty(),
                Optional.of(random.nextInt(2)),
                Optional.empty(),
                Optional.of("{\"loss\":" + json() + "}"),
                Optional.empty());
        return new Call(
                "project " + id, store -> store.runLifecycle().project(Viewer.system("random"), id, projection));
    }

    private Call putFile() {
        var viewer = viewer();
        var id = id("run");
        var name = of(NAMES);
        return new Call("putFile " + name, store -> {
            var blob = new Versions(store, viewer).blob(name);
            return store.runFiles()
                    .put(store.runs().open(viewer, id, Access.WRITE), new NewRunFile(name, blob, Optional.empty()));
        });
    }

    private Call version() {
        var viewer = viewer();
        var name = of(List.of("set", "set", "set", "folio", "model"));
        var type = name.equals("model") && random.nextBoolean() ? "model" : "data";
        var wanted = NewArtifact.of(of(OWNERS), of(PROJECTS), type, name, of(List.of("d1", "d2", "d3")))
                .withAliases(of(ALIASES));
        var files = new TreeMap<>(Map.of(of(NAMES), of(NAMES), "same", of(NAMES)));
        var complete = random.nextInt(4) > 0;
        return new Call(
                "version " + wanted,
                store -> complete
                        ? new Versions(store, viewer).committed(wanted, files)
                        : store.artifacts().create(viewer, wanted));
    }

    private Call link() {
        var viewer = viewer();
        var link = new NewLink(
                id("artifact"),
                Optional.empty(),
                Optional.of(of(OWNERS)),
                Optional.of(of(PROJECTS)),
                Optional.of(of(List.of("folio", "folio", "links", "set"))),
                List.of(of(ALIASES)));
        return new Call("link " + link, store -> store.memberships().link(viewer, link));
    }

    private Call alias() {
        var viewer = viewer();
        var id = id("artifact");
        var target = List.of(
                new AliasTarget(of(OWNERS), of(PROJECTS), of(List.of("set", "set", "folio", "links")), of(ALIASES)));
        return random.nextBoolean()
                ? new Call(
                        "addAlias " + target,
                        store -> done(() -> store.memberships().addAliases(viewer, id, target)))
                : new Call(
                        "deleteAlias " + target,
                        store -> done(() -> store.memberships().deleteAliases(viewer, id, target)));
    }

    private Call use() {
        var viewer = viewer();
        var use = new NewUse(id("run"), id("artifact"), Optional.empty());
        return new Call("use " + use, store -> done(() -> store.lineage().use(viewer, use)));
    }

    private Call view() {
        var viewer = viewer();
        var update = new ViewUpdate(
                random.nextBoolean() ? Optional.of(id("view")) : Optional.empty(),
                Optional.of(id("project")),
                Optional.empty(),
                Optional.of(of(NAMES)),
                Optional.empty(),
                Optional.empty(),
                Optional.of("{}"));
        return new Call("view " + update, store -> store.views().upsert(viewer, update));
    }

    private Call shareView() {
        var giver = new Viewer.User(id("user"), "somebody", random.nextBoolean());
        var token = new NewAccessToken(
                id("view"),
                List.of(id("project"), id("project")),
                "hash of " + of(NAMES),
                new SealedSecret("key", of(NAMES)));
        var hash = "hash of " + of(NAMES);
        return switch (random.nextInt(4)) {
            case 0 -> new Call("revoke " + hash, store -> store.accessTokens().revoke(giver, hash));
            case 1 ->
                new Call(
                        "setProjects " + token,
                        store -> store.accessTokens().setProjects(giver, token.sha256(), token.projectIds()));
            default ->
                new Call(
                        "share " + token,
                        store -> store.accessTokens()
                                        .authenticate(token.sha256())
                                        .isPresent()
                                ? store.accessTokens().ofView(giver, token.viewId())
                                : store.accessTokens().create(giver, token));
        };
    }

    private Call asBearer() {
        var bearer = new Viewer.Bearer(id("accesstoken"));
        var view = id("view");
        var run = id("run");
        var project = id("project");
        var path = RunPath.of(of(OWNERS), of(List.of("tunes", "songs")), of(List.of("r1", "r2", "r3")));
        return new Call(
                "as " + bearer,
                store -> List.of(
                        store.views().view(bearer, view),
                        store.runs().run(bearer, path),
                        store.projects().projects(bearer, List.of(project)),
                        store.runs().runs(bearer, List.of(run)),
                        store.runs().open(bearer, run, Access.METRICS)));
    }

    private Call dropHistories() {
        var viewer = viewer();
        var most = random.nextInt(4);
        return new Call(
                "drop histories",
                store -> store.historyCleanup().drop(viewer, Instant.parse("2999-01-01T00:00:00Z"), most));
    }

    /// Two calls as one commit, of which the second may take the first back.
    private Call transaction() {
        var first = upsertRun();
        var second = random.nextBoolean() ? upsertProject() : version();
        var query = listRuns();
        return new Call(
                "both " + first.name() + " and " + second.name(),
                store -> store.transaction(() -> List.of(
                        first.work().apply(store),
                        query.answer(store),
                        second.work().apply(store))));
    }

    private RunFilter filter() {
        var key = RunKey.parse(of(List.of("config.lr", "config.n", "summary.loss", "summary.deep.x", "name", "state")));
        return switch (random.nextInt(6)) {
            case 0 -> new RunFilter.Exists(key);
            case 1 -> new RunFilter.Not(filter());
            case 2 -> new RunFilter.Or(List.of(filter(), filter()));
            case 3 -> new RunFilter.Compare(key, of(Comparison.class), new Value.Number(random.nextInt(4)));
            case 4 -> new RunFilter.Compare(key, of(Comparison.class), new Value.Text(of(NAMES)));
            default -> RunFilter.ALL;
        };
    }

    private Call listRuns() {
        var viewer = viewer();
        var query = new RunQuery(
                id("project"),
                filter(),
                RunOrder.parse(of(List.of("-createdAt", "config.lr", "-summary.loss", "+name"))));
        var size = random.nextInt(4);
        return new Call("runs " + query, store -> {
            var page = store.runQueries().query(viewer, query, Page.Request.first(size));
            return List.of(
                    page,
                    page.endCursor()
                            .map(cursor -> store.runQueries()
                                    .query(viewer, query, Page.Request.first(2).following(cursor))),
                    store.runQueries().columns(viewer, query.projectId(), "", 5));
        });
    }

    private Call listProject() {
        var viewer = viewer();
        var id = id("project");
        var all = Page.Request.first(20);
        return switch (random.nextInt(4)) {
            case 0 -> new Call("changes " + id, store -> store.changes().after(viewer, id, 0, 500));
            case 1 -> new Call("types " + id, store -> store.collections().types(viewer, id, true));
            case 2 ->
                new Call(
                        "views " + id,
                        store -> store.views()
                                .list(
                                        viewer,
                                        new ViewQuery(id, Optional.empty(), Optional.empty(), Optional.empty()),
                                        all));
            default ->
                new Call("collections " + id, store -> store.collections().list(viewer, CollectionQuery.of(id), all));
        };
    }

    private Call listVersion() {
        var viewer = viewer();
        var version = id("artifact");
        var collection = id("collection");
        var alias = of(ALIASES);
        var ids = LongStream.range(version, version + 20).boxed().toList();
        var all = Page.Request.first(20);
        return switch (random.nextInt(6)) {
            case 0 -> new Call("artifacts " + ids, store -> store.artifacts().artifacts(viewer, ids));
            case 1 ->
                new Call("memberships " + ids, store -> store.memberships().ofArtifacts(viewer, ids));
            case 2 ->
                new Call("entries " + version, store -> store.artifactContent().entries(viewer, version, all));
            case 3 ->
                new Call("members " + collection, store -> store.memberships().members(viewer, collection, false, all));
            case 4 ->
                new Call("resolve " + collection, store -> store.memberships().resolve(viewer, collection, alias));
            default ->
                new Call(
                        "lineage " + ids,
                        store -> List.of(
                                store.lineage().ofRuns(viewer, ids),
                                store.lineage().ofArtifacts(viewer, ids)));
        };
    }

    private Call listAccounts() {
        var viewer = viewer();
        var owner = of(OWNERS);
        var id = id("project");
        return new Call(
                "accounts " + owner,
                store -> List.of(
                        store.accounts().search(viewer, "", 9),
                        store.teams().members(viewer, owner),
                        store.projects().list(viewer, Optional.of(owner), Page.Request.first(9)),
                        store.projects().access(viewer, id)));
    }

    private Call openRun() {
        var viewer = viewer();
        var owner = of(OWNERS);
        var project = of(List.of("tunes", "songs"));
        var name = of(List.of("r1", "r2", "r3"));
        return new Call("open " + owner + "/" + project + "/" + name, store -> {
            var grant = store.runs().open(viewer, RunPath.of(owner, project, name), Access.READ);
            return List.of(grant, store.runFiles().list(grant, Optional.of("%"), Page.Request.first(9)));
        });
    }
}
