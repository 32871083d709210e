package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.LoaderKey;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.runs.Run;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a run made and used.
final class RunArtifacts {
    private RunArtifacts() {}

    static void wire(Wiring wiring) {
        wiring.type("Run", Run.class)
                .field("outputArtifacts", (run, call) -> page(run, call, Loaders.RUN_OUTPUTS))
                .field("inputArtifacts", (run, call) -> page(run, call, ArtifactLoaders.INPUTS));
        wiring.connection("ArtifactConnection", "ArtifactEdge");
        wiring.connection("InputArtifactConnection", "InputArtifactEdge");
    }

    private static CompletableFuture<Connection<Artifact>> page(
            Run run, Call call, LoaderKey<Long, List<Artifact>> ends) {
        Page.Request page = call.arguments().page();
        return call.load(ends, run.id())
                .thenApply(found -> Connection.slice(found.orElse(List.of()), Ids::of, page.after(), page.first()));
    }
}
