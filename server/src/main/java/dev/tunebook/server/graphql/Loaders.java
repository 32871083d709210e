package dev.tunebook.server.graphql;

import dev.tunebook.store.accounts.User;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.runs.Run;
import java.util.List;

/// The loaders more than one feature asks; each is registered by the feature that owns the thing.
public final class Loaders {
    public static final LoaderKey<Long, User> USER = new LoaderKey<>("user");
    public static final LoaderKey<Long, Project> PROJECT = new LoaderKey<>("project");
    public static final LoaderKey<Long, Run> RUN = new LoaderKey<>("run");
    public static final LoaderKey<Long, Artifact> ARTIFACT = new LoaderKey<>("artifact");

    /// What a run made, by its storage id.
    public static final LoaderKey<Long, List<Artifact>> RUN_OUTPUTS = new LoaderKey<>("run outputs");

    private Loaders() {}
}
