package dev.tunebook.sdk.internal.graphql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Every GraphQL operation the SDK sends; each document is a resource file.
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
    COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),
    LINK_ARTIFACT("LinkArtifact"),
    ORGANIZATION_OF_ENTITY("OrganizationOfEntity"),
    ARTIFACT_BY_ID("ArtifactByID", "ArtifactFields"),
    ARTIFACT_MEMBERSHIP_BY_NAME("ArtifactMembershipByName", "ArtifactFields"),
    PROJECT_ARTIFACTS("ProjectArtifacts", "ArtifactFields"),
    FETCH_ARTIFACT_MANIFEST("FetchArtifactManifest"),
    ARTIFACT_FILE_URLS("ArtifactFileUrls"),
    ARTIFACT_FILES("ArtifactFiles"),
    CLIENT_ID_MAPPING("ClientIDMapping"),
    ADD_ALIASES("AddAliases"),
    DELETE_ALIASES("DeleteAliases"),
    UPDATE_ARTIFACT("UpdateArtifact"),
    RUN("Run", "RunFields"),
    RUNS("Runs", "RunFields"),
    HISTORY_KEYS("HistoryKeys"),
    HISTORY_PAGE("HistoryPage"),
    SAMPLED_HISTORY("SampledHistory"),
    CONSOLE_PAGE("ConsolePage"),
    ENTITY("Entity"),
    PROJECT("Project"),
    RUN_FILES("RunFiles"),
    RUN_OUTPUT_ARTIFACTS("RunOutputArtifacts", "ArtifactFields"),
    RUN_INPUT_ARTIFACTS("RunInputArtifacts", "ArtifactFields");

    private final String document;

    /// @param parts the operation's resource file, then those of the fragments it uses
    Operation(String... parts) {
        document = Arrays.stream(parts).map(Operation::read).collect(Collectors.joining("\n"));
    }

    private static String read(String name) {
        try (InputStream in = Operation.class.getResourceAsStream(name + ".graphql")) {
            if (in == null) {
                throw new IllegalStateException("the SDK's jar lacks " + name + ".graphql; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String document() {
        return document;
    }
}
