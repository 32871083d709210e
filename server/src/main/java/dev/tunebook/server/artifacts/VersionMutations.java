package dev.tunebook.server.artifacts;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactUpdate;
import dev.tunebook.store.artifacts.DigestAlgorithm;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewUse;
import dev.tunebook.store.runs.Run;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Beginning, using, changing and deleting versions.
final class VersionMutations {
    private static final String DEFAULT_REGION = "default";

    private final Store store;
    private final Set<String> regions;

    /// @param regions further names of the one place where everything is kept
    VersionMutations(Store store, List<String> regions) {
        this.store = store;
        this.regions = new TreeSet<>(regions);
        this.regions.add(DEFAULT_REGION);
    }

    record Payload(Artifact artifact) {}

    void wire(Wiring wiring) {
        wiring.mutation("createArtifact", this::create)
                .mutation("useArtifact", this::use)
                .mutation("updateArtifact", this::update)
                .mutation("deleteArtifact", this::delete);
        wiring.record("CreateArtifactPayload", Payload.class)
                .record("ArtifactPayload", Payload.class)
                .record("UpdateArtifactPayload", Payload.class);
    }

    private Payload create(Call call) {
        Arguments input = call.input();
        input.text("storageRegion")
                .filter(region -> !region.isEmpty() && !regions.contains(region))
                .ifPresent(region -> {
                    throw HttpFailure.badRequest(
                            "unknown_region",
                            "There is no storage region '" + region + "' here; leave it out or name one of "
                                    + String.join(", ", regions) + ".");
                });
        return new Payload(store.artifacts().create(call.viewer(), wanted(call.viewer(), input)));
    }

    private NewArtifact wanted(Viewer viewer, Arguments input) {
        String collection = input.text("artifactCollectionName")
                .or(() -> input.texts("artifactCollectionNames").stream()
                        .flatMap(List::stream)
                        .findFirst())
                .orElseThrow(() -> HttpFailure.badRequest(
                        "missing_argument", "The input names no collection; give 'artifactCollectionName'."));
        return new NewArtifact(
                entity(viewer, input),
                input.required("projectName"),
                input.text("runName").filter(name -> !name.isEmpty()),
                input.required("artifactTypeName"),
                collection,
                input.required("digest"),
                input.text("digestAlgorithm").map(DigestAlgorithm::valueOf).orElse(DigestAlgorithm.MANIFEST_MD5),
                input.flag("enableDigestDeduplication").orElse(false),
                input.text("description"),
                metadata(input),
                aliases(input, collection).orElse(List.of()),
                texts(input.objects("tags"), "tagName"),
                ttl(input),
                present(input, "historyStep"),
                input.text("clientID"),
                input.text("sequenceClientID"),
                input.text("distributedID").filter(id -> !id.isEmpty()));
    }

    /// The text of a JSON object, kept as it was sent.
    private static Optional<String> metadata(Arguments input) {
        Optional<String> text = input.text("metadata");
        text.ifPresent(Json::parseObject);
        return text;
    }

    private static Optional<Long> ttl(Arguments input) {
        Optional<Long> seconds = present(input, "ttlDurationSeconds");
        seconds.filter(value -> value == 0 || value < -2).ifPresent(value -> {
            throw HttpFailure.badRequest(
                    "invalid_ttl",
                    "A time to live of " + value + " s cannot be; give more than 0, -1 to inherit or -2 for none.");
        });
        return seconds;
    }

    private static Optional<Long> present(Arguments input, String name) {
        return input.number(name).stream().boxed().findFirst();
    }

    /// The aliases meant for this collection.
    private static Optional<List<String>> aliases(Arguments input, String collection) {
        List<Arguments> all = input.objects("aliases");
        return input.has("aliases")
                ? Optional.of(all.stream()
                        .filter(alias ->
                                alias.required("artifactCollectionName").equals(collection))
                        .map(alias -> alias.required("alias"))
                        .toList())
                : Optional.empty();
    }

    static List<String> texts(List<Arguments> objects, String member) {
        return objects.stream().map(object -> object.required(member)).toList();
    }

    private Payload use(Call call) {
        Arguments input = call.input();
        Run run = run(call.viewer(), input);
        long id = input.id("artifactID", Ids.ARTIFACT);
        store.lineage().use(call.viewer(), new NewUse(run.id(), id, input.text("usedAs")));
        return new Payload(require(call.viewer(), id));
    }

    private Run run(Viewer viewer, Arguments input) {
        RunPath path = RunPath.of(entity(viewer, input), input.required("projectName"), input.required("runName"));
        return store.runs()
                .run(viewer, path)
                .orElseThrow(() -> HttpFailure.notFound("There is no run '" + path + "' that you may see."));
    }

    /// What was logged offline names no entity, and the newest clients send it so.
    private String entity(Viewer viewer, Arguments input) {
        return Users.entity(store, viewer, input.text("entityName"));
    }

    private Artifact require(Viewer viewer, long id) {
        return store.artifacts().artifacts(viewer, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> HttpFailure.notFound("There is no artifact " + id + " that you may see."));
    }

    private Payload update(Call call) {
        Arguments input = call.input();
        long id = input.id("artifactID", Ids.ARTIFACT);
        String sequence = store.collections().sequencesOf(call.viewer(), List.of(id)).values().stream()
                .findFirst()
                .map(found -> found.name())
                .orElse("");
        return new Payload(store.artifacts()
                .update(
                        call.viewer(),
                        new ArtifactUpdate(
                                id,
                                input.text("description"),
                                metadata(input),
                                ttl(input),
                                texts(input.objects("tagsToAdd"), "tagName"),
                                texts(input.objects("tagsToDelete"), "tagName"),
                                aliases(input, sequence))));
    }

    private Payload delete(Call call) {
        Arguments input = call.input();
        return new Payload(store.artifacts()
                .delete(
                        call.viewer(),
                        input.id("artifactID", Ids.ARTIFACT),
                        input.flag("deleteAliases").orElse(false)));
    }
}
