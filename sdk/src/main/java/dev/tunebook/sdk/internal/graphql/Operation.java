package dev.tunebook.sdk.internal.graphql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Every GraphQL operation the SDK sends; each document is a resource file of its constant's name.
public enum Operation {
    VIEWER("Viewer"),
    SERVER_FEATURES("ServerFeatures"),
    RUN_RESUME_STATUS("RunResumeStatus"),
    UPSERT_BUCKET("UpsertBucket"),
    REWIND_RUN("RewindRun"),
    CREATE_RUN_FILES("CreateRunFiles"),
    ARTIFACT_TYPE("ArtifactType"),
    CREATE_ARTIFACT("CreateArtifact"),
    CREATE_ARTIFACT_MANIFEST("CreateArtifactManifest"),
    CREATE_ARTIFACT_FILES("CreateArtifactFiles"),
    COMMIT_ARTIFACT("CommitArtifact"),
    USE_ARTIFACT("UseArtifact"),
    ARTIFACT_BY_ID("ArtifactByID"),
    ARTIFACT_MEMBERSHIP_BY_NAME("ArtifactMembershipByName"),
    FETCH_ARTIFACT_MANIFEST("FetchArtifactManifest"),
    ARTIFACT_FILE_URLS("ArtifactFileUrls"),
    CLIENT_ID_MAPPING("ClientIDMapping"),
    ADD_ALIASES("AddAliases"),
    DELETE_ALIASES("DeleteAliases"),
    UPDATE_ARTIFACT("UpdateArtifact"),
    RUN("Run"),
    RUNS("Runs"),
    HISTORY_KEYS("HistoryKeys"),
    HISTORY_PAGE("HistoryPage"),
    RUN_FILES("RunFiles"),
    RUN_OUTPUT_ARTIFACTS("RunOutputArtifacts"),
    RUN_INPUT_ARTIFACTS("RunInputArtifacts");

    private final String document;

    Operation(String name) {
        try (InputStream in = Operation.class.getResourceAsStream(name + ".graphql")) {
            if (in == null) {
                throw new IllegalStateException("the SDK's jar lacks " + name + ".graphql; build it again");
            }
            document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String document() {
        return document;
    }
}
