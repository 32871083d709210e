package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.AliasTarget;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.NewLink;
import java.util.List;
import java.util.Optional;

/// Aliases and links.
final class MembershipMutations {
    private final Store store;

    MembershipMutations(Store store) {
        this.store = store;
    }

    record LinkPayload(int versionIndex, ArtifactMembership artifactMembership) {}

    void wire(Wiring wiring) {
        wiring.mutation("addAliases", this::addAliases)
                .mutation("deleteAliases", this::deleteAliases)
                .mutation("linkArtifact", this::link)
                .mutation("unlinkArtifact", this::unlink)
                .record("LinkArtifactPayload", LinkPayload.class);
    }

    private Success addAliases(Call call) {
        Arguments input = call.input();
        store.memberships().addAliases(call.viewer(), input.id("artifactID", Ids.ARTIFACT), targets(input));
        return Success.of(input);
    }

    private Success deleteAliases(Call call) {
        Arguments input = call.input();
        store.memberships().deleteAliases(call.viewer(), input.id("artifactID", Ids.ARTIFACT), targets(input));
        return Success.of(input);
    }

    private static List<AliasTarget> targets(Arguments input) {
        return input.objects("aliases").stream()
                .map(alias -> new AliasTarget(
                        alias.required("entityName"),
                        alias.required("projectName"),
                        alias.required("artifactCollectionName"),
                        alias.required("alias")))
                .toList();
    }

    private LinkPayload link(Call call) {
        Arguments input = call.input();
        ArtifactMembership member = store.memberships()
                .link(
                        call.viewer(),
                        new NewLink(
                                linked(call),
                                input.text("artifactPortfolioID")
                                        .map(id -> input.id("artifactPortfolioID", Ids.COLLECTION)),
                                named(input, "entityName"),
                                named(input, "projectName"),
                                named(input, "artifactPortfolioName"),
                                VersionMutations.texts(input.objects("aliases"), "alias")));
        return new LinkPayload(member.versionIndex(), member);
    }

    private static Optional<String> named(Arguments input, String member) {
        return input.text(member).filter(name -> !name.isEmpty());
    }

    /// The version by its own id, else by the one its client gave it.
    private long linked(Call call) {
        Arguments input = call.input();
        if (named(input, "artifactID").isPresent()) {
            return input.id("artifactID", Ids.ARTIFACT);
        }
        String clientId = input.text("clientID")
                .orElseThrow(() -> HttpFailure.badRequest(
                        "missing_argument", "A link needs an artifact; give 'artifactID' or 'clientID'."));
        return store.artifacts()
                .byClientId(call.viewer(), clientId)
                .map(Artifact::id)
                .orElseThrow(() -> HttpFailure.notFound("There is no artifact with this client id; log it first."));
    }

    private Success unlink(Call call) {
        Arguments input = call.input();
        store.memberships()
                .unlink(
                        call.viewer(),
                        input.id("artifactID", Ids.ARTIFACT),
                        input.id("artifactPortfolioID", Ids.COLLECTION));
        return Success.of(input);
    }
}
