package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.http.SignedPut;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Saves artifact versions: create, upload what is missing, upload the manifest, commit. Every step may be
/// repeated: the draft's client id makes the server see one version however often it is created or committed.
public final class ArtifactSaver {
    private final Client client;
    private final FileUpload.Cut cut;

    public ArtifactSaver(Client client) {
        this(client, FileUpload.Cut.OFFICIAL);
    }

    ArtifactSaver(Client client, FileUpload.Cut cut) {
        this.client = client;
        this.cut = cut;
    }

    /// Returns when the version is committed, which it also is when the collection had this content already.
    ///
    /// @param run the run it is saved with
    /// @throws InvalidInputException when the collection has another type, or a file changed meanwhile
    public VersionFields save(RunAddress run, ArtifactDraft draft, SaveOrder order) {
        requireType(draft, run);
        JsonNode created = create(run, draft, order);
        String id = created.path("id").asString("");
        if (!created.path("state").asString("").equals("COMMITTED")) {
            upload(draft, run, id, created);
            client.patientGraphQl().run(Operation.COMMIT_ARTIFACT, Json.object().put("artifactID", id));
        }
        ObjectNode data = client.patientGraphQl()
                .run(Operation.ARTIFACT_BY_ID, Json.object().put("id", id));
        VersionFields saved = GraphQl.at(data, "artifact")
                .map(artifact -> VersionFields.ofArtifact(artifact, place(draft, run)))
                .orElseThrow(() -> new TransportException(
                        "the artifact \"" + draft.name() + "\" is saved, but the server does not show it", null));
        if (!order.output()) {
            ArtifactInputs.use(client, run, saved.id(), saved.place());
        }
        return saved;
    }

    private static VersionFields.Place place(ArtifactDraft draft, RunAddress run) {
        return new VersionFields.Place(run.entity(), run.project(), draft.name().value());
    }

    private void requireType(ArtifactDraft draft, RunAddress run) {
        Optional<String> type;
        try {
            ObjectNode variables = Json.object()
                    .put("entity", run.entity())
                    .put("project", run.project())
                    .put("name", draft.name() + ":latest");
            type = GraphQl.at(
                            client.patientGraphQl().run(Operation.ARTIFACT_TYPE, variables),
                            "project",
                            "artifact",
                            "artifactType",
                            "name")
                    .flatMap(Json::text);
        } catch (ApiException cannotTell) {
            return;
        }
        if (type.isPresent() && !type.get().equals(draft.type().value())) {
            throw new InvalidInputException("the artifact \"" + draft.name() + "\" has the type \"" + type.get()
                    + "\", not \"" + draft.type() + "\"; use that type, or another name");
        }
    }

    private JsonNode create(RunAddress run, ArtifactDraft draft, SaveOrder order) {
        ObjectNode input = Json.object()
                .put("entityName", run.entity())
                .put("projectName", run.project())
                .put("artifactTypeName", draft.type().value())
                .put("artifactCollectionName", draft.name().value())
                .put("digest", draft.manifest().digest())
                .put("digestAlgorithm", "MANIFEST_MD5")
                .put("enableDigestDeduplication", true)
                .put("clientID", draft.clientId())
                .put("sequenceClientID", draft.sequenceClientId());
        if (order.output()) {
            input.put("runName", run.run());
        }
        draft.description().ifPresent(text -> input.put("description", text));
        if (!draft.metadata().isEmpty()) {
            input.put("metadata", Json.write(Json.object(draft.metadata())));
        }
        if (order.historyStep() > 0) {
            input.put("historyStep", order.historyStep());
        }
        ArrayNode aliases = input.putArray("aliases");
        order.aliases()
                .forEach(alias -> aliases.addObject()
                        .put("artifactCollectionName", draft.name().value())
                        .put("alias", alias.value()));
        ArrayNode tags = input.putArray("tags");
        draft.tags().forEach(tag -> tags.addObject().put("tagName", tag.value()));
        ObjectNode variables = Json.object();
        variables.set("input", input);
        ObjectNode data = client.patientGraphQl().run(Operation.CREATE_ARTIFACT, variables);
        return GraphQl.at(data, "createArtifact", "artifact")
                .orElseThrow(() -> new TransportException(
                        "the server did not say which artifact it made of \"" + draft.name() + "\"", null));
    }

    private void upload(ArtifactDraft draft, RunAddress run, String artifactId, JsonNode created) {
        Optional<String> base =
                GraphQl.at(created, "artifactSequence", "latestArtifact", "id").flatMap(Json::text);
        ObjectNode manifest = Json.object()
                .put("name", ArtifactManifest.FILE_NAME)
                .put("digest", "")
                .put("artifactID", artifactId)
                .put("entityName", run.entity())
                .put("projectName", run.project())
                .put("runName", run.run())
                .put("includeUpload", false)
                .put("type", "FULL");
        base.ifPresent(id -> manifest.put("baseArtifactID", id));
        String manifestId = createManifest(manifest).path("id").asString("");
        ArtifactUploads uploads = new ArtifactUploads(client, artifactId, manifestId, cut);
        Map<LogicalPath, String> births = uploads.send(draft.files());
        byte[] bytes = Json.bytes(draft.manifest(births).tree());
        manifest.put("digest", Digests.base64Md5(bytes)).put("includeUpload", true);
        JsonNode file = createManifest(manifest).path("file");
        String target = Json.text(file.get("uploadUrl"))
                .orElseThrow(() -> new TransportException(
                        "the server gave no upload address for the manifest of \"" + draft.name() + "\"", null));
        new SignedPut(client.patient(), client.endpoint())
                .send(target, file.path("uploadHeaders"), new HttpCall.Body.Bytes(bytes));
    }

    private JsonNode createManifest(ObjectNode variables) {
        ObjectNode data = client.patientGraphQl().run(Operation.CREATE_ARTIFACT_MANIFEST, variables);
        return GraphQl.at(data, "createArtifactManifest", "artifactManifest")
                .orElseThrow(() -> new TransportException("the server made no manifest; try again", null));
    }
}
