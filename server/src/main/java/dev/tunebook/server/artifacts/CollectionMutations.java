package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.CollectionUpdate;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import java.util.List;
import java.util.Optional;

/// Types, and what a curator does with collections.
final class CollectionMutations {
    private final Store store;

    CollectionMutations(Store store) {
        this.store = store;
    }

    record TypePayload(ShownType artifactType) {}

    record Payload(ShownCollection artifactCollection) {}

    record TagsPayload(List<ShownTag> tags) {}

    void wire(Wiring wiring) {
        wiring.mutation("createArtifactType", this::createType)
                .mutation("updateArtifactSequence", call -> describe(call, "artifactSequenceID"))
                .mutation("updateArtifactPortfolio", call -> describe(call, "artifactPortfolioID"))
                .mutation("moveArtifactSequence", this::move)
                .mutation("moveArtifactCollection", this::move)
                .mutation("deleteArtifactSequence", call -> delete(call, "artifactSequenceID"))
                .mutation("deleteArtifactPortfolio", call -> delete(call, "artifactPortfolioID"))
                .mutation("createArtifactCollectionTagAssignments", this::addTags)
                .mutation("deleteArtifactCollectionTagAssignments", this::deleteTags);
        wiring.record("CreateArtifactTypePayload", TypePayload.class)
                .record("CollectionPayload", Payload.class)
                .record("MoveCollectionPayload", Payload.class)
                .record("TagAssignmentsPayload", TagsPayload.class);
    }

    /// Its project is made where it is missing, as for a first artifact.
    private TypePayload createType(Call call) {
        Arguments input = call.input();
        Project project = store.projects()
                .upsert(call.viewer(), ProjectUpdate.of(input.required("entityName"), input.required("projectName")))
                .value();
        String name = input.required("name");
        store.collections().putType(call.viewer(), project.id(), name, input.text("description"));
        return new TypePayload(new ShownType(project.id(), name));
    }

    private Payload describe(Call call, String id) {
        Arguments input = call.input();
        return update(
                call,
                new CollectionUpdate(
                        input.id(id, Ids.COLLECTION),
                        input.text("name"),
                        input.text("description"),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }

    private Payload move(Call call) {
        Arguments input = call.input();
        return update(
                call,
                new CollectionUpdate(
                        input.id("artifactSequenceID", Ids.COLLECTION),
                        Optional.empty(),
                        Optional.empty(),
                        input.text("destinationArtifactTypeName"),
                        List.of(),
                        List.of()));
    }

    private Payload update(Call call, CollectionUpdate update) {
        return new Payload(ShownCollection.of(store.collections().update(call.viewer(), update)));
    }

    private Payload delete(Call call, String id) {
        ArtifactCollection deleted =
                store.collections().delete(call.viewer(), call.input().id(id, Ids.COLLECTION));
        return new Payload(new ShownCollection(deleted, true));
    }

    private TagsPayload addTags(Call call) {
        List<String> tags = tags(call);
        update(call, tagged(call, tags, List.of()));
        return new TagsPayload(ShownTag.all(tags));
    }

    private Success deleteTags(Call call) {
        update(call, tagged(call, List.of(), tags(call)));
        return Success.of(call.input());
    }

    private static List<String> tags(Call call) {
        return VersionMutations.texts(call.input().objects("tags"), "tagName");
    }

    private CollectionUpdate tagged(Call call, List<String> added, List<String> deleted) {
        return new CollectionUpdate(
                named(call).id(), Optional.empty(), Optional.empty(), Optional.empty(), added, deleted);
    }

    private ArtifactCollection named(Call call) {
        Arguments input = call.input();
        String entity = input.required("entityName");
        String project = input.required("projectName");
        String name = input.required("artifactCollectionName");
        return store.projects()
                .project(call.viewer(), entity, project)
                .flatMap(found -> store.collections().collection(call.viewer(), found.id(), name))
                .orElseThrow(() -> HttpFailure.notFound("There is no artifact collection '" + entity + "/" + project
                        + "/" + name + "' that you may see."));
    }
}
