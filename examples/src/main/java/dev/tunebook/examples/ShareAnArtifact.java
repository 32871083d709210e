package dev.tunebook.examples;

import dev.tunebook.sdk.Artifact;
import dev.tunebook.sdk.ArtifactVersion;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Wandb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One run makes a data set, another uses it: the server then knows what came from what. Run again with the same
/// lines, and the data set stays the version it was.
public final class ShareAnArtifact {
    private ShareAnArtifact() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = args.length > 0 ? List.of(args) : List.of("{\"text\": \"one\"}", "{\"text\": \"two\"}");
        Path file = Files.write(Files.createTempFile("lines", ".jsonl"), lines);
        try (Run run = Wandb.init(options("prepare"))) {
            Artifact data = new Artifact("example-lines", "dataset")
                    .description("Lines of the example")
                    .metadata(Map.of("items", lines.size()))
                    .addFile(file, "lines.jsonl");
            ArtifactVersion version = run.logArtifact(data, List.of("latest", "raw"));
            System.out.println("logged " + version + ", digest " + version.digest());
        }
        try (Run run = Wandb.init(options("train"))) {
            ArtifactVersion data = run.useArtifact("example-lines:raw");
            Path folder = data.download(Files.createTempDirectory("example-lines"));
            System.out.println("used " + data + ", now in " + folder);
            run.summary(Map.of(
                    "lines", Files.readAllLines(folder.resolve("lines.jsonl")).size()));
        }
    }

    private static RunOptions options(String jobType) {
        return RunOptions.builder().project("examples").jobType(jobType).build();
    }
}
