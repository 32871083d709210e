package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import dev.tunebook.sdk.internal.artifact.ArtifactFiles;
import dev.tunebook.sdk.internal.artifact.VersionFields;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.table.TableData;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A version of an artifact on the server, as it was when it was asked for: in its own collection, or in one it is
/// linked into.
///
/// A version logged offline has only name, type, digest, description and metadata; what the server decides throws
/// until [Wandb#sync] has sent it. Safe for concurrent use.
public final class ArtifactVersion {
    private final Description description;
    private final Optional<Saved> saved;

    private record Description(
            String name, String type, String digest, Optional<String> text, Map<String, JsonNode> metadata) {}

    private record Saved(Client client, VersionFields fields, ArtifactFiles files) {}

    private ArtifactVersion(Description description, Optional<Saved> saved) {
        this.description = description;
        this.saved = saved;
    }

    static ArtifactVersion of(Client client, VersionFields fields) {
        Description description = new Description(
                fields.place().collection(), fields.type(), fields.digest(), fields.description(), fields.metadata());
        return new ArtifactVersion(
                description, Optional.of(new Saved(client, fields, new ArtifactFiles(client, fields))));
    }

    /// A version that waits for a server.
    static ArtifactVersion unsent(ArtifactDraft draft) {
        Description description = new Description(
                draft.name().value(),
                draft.type().value(),
                draft.manifest().digest(),
                draft.description(),
                draft.metadata());
        return new ArtifactVersion(description, Optional.empty());
    }

    private Saved saved() {
        return saved.orElseThrow(() -> new InvalidInputException("the artifact \"" + name()
                + "\" is not on a server: its run is offline or disabled; use Wandb.sync first"));
    }

    private VersionFields fields() {
        return saved().fields();
    }

    /// Whether it is on the server, which it is unless it was logged offline.
    public boolean isSaved() {
        return saved.isPresent();
    }

    /// The server's id of the version.
    public String id() {
        return fields().id();
    }

    /// The collection's entity.
    public String entity() {
        return fields().place().entity();
    }

    /// The collection's project.
    public String project() {
        return fields().place().project();
    }

    /// The collection's name.
    public String name() {
        return description.name();
    }

    public String type() {
        return description.type();
    }

    /// `v0` for the first version of the collection, and so on.
    public String version() {
        return "v" + fields().versionIndex();
    }

    /// `entity/project/name:vN`, which [Run#useArtifact(String)] and [Api#artifact] take.
    public String qualifiedName() {
        return fields().qualifiedName();
    }

    /// Hex; equal for equal content.
    public String digest() {
        return description.digest();
    }

    /// Bytes of all files together.
    public long size() {
        return fields().size();
    }

    public long fileCount() {
        return fields().fileCount();
    }

    public Optional<String> description() {
        return description.text();
    }

    public Map<String, JsonNode> metadata() {
        return description.metadata();
    }

    /// Its labels in this collection, without the `vN` every version has.
    public List<String> aliases() {
        return fields().aliases();
    }

    public Instant createdAt() {
        return fields().createdAt();
    }

    /// Its entries, references included, in the order of their paths.
    public List<StoredFile> files() {
        Saved own = saved();
        return own.files().all().stream()
                .map(file -> new StoredFile(own.client(), file))
                .toList();
    }

    /// One entry.
    ///
    /// @throws InvalidInputException when there is none of this path
    public StoredFile file(String path) {
        Saved own = saved();
        return Input.checked(() -> own.files().find(path))
                .map(file -> new StoredFile(own.client(), file))
                .orElseThrow(() -> new InvalidInputException(
                        "the artifact " + qualifiedName() + " has no file \"" + path + "\"; files() lists them"));
    }

    /// A table, by the name it was added under.
    public Table table(String name) {
        return Table.read(file(name.endsWith(TableData.EXTENSION) ? name : name + TableData.EXTENSION)
                .bytes());
    }

    /// Puts every file below a folder, several at once. Each is checked against its digest and appears only
    /// when it is whole; what is there already and right is kept, so a broken download can be repeated.
    /// References to other artifacts are followed, references to other stores left out.
    ///
    /// @return the folder
    public Path download(Path folder) {
        saved().files().download(folder);
        return folder;
    }

    /// Gives it a label, which is taken from the version of this collection that had it.
    ///
    /// @return the version as it is now
    public ArtifactVersion addAlias(String alias) {
        changeAlias(Operation.ADD_ALIASES, alias);
        return reread();
    }

    /// Takes a label off. One it does not have is nothing.
    ///
    /// @return the version as it is now
    public ArtifactVersion removeAlias(String alias) {
        changeAlias(Operation.DELETE_ALIASES, alias);
        return reread();
    }

    private void changeAlias(Operation operation, String alias) {
        ObjectNode input = Json.object().put("artifactID", id());
        input.putArray("aliases")
                .addObject()
                .put("entityName", entity())
                .put("projectName", project())
                .put("artifactCollectionName", name())
                .put("alias", Input.checked(() -> new ArtifactAlias(alias)).value());
        ObjectNode variables = Json.object();
        variables.set("input", input);
        saved().client().graphQl().run(operation, variables);
    }

    private ArtifactVersion reread() {
        return Artifacts.byName(saved().client(), qualifiedName());
    }

    VersionFields.Place place() {
        return fields().place();
    }

    @Override
    public String toString() {
        return saved.isPresent() ? qualifiedName() : name() + " (not sent)";
    }
}
