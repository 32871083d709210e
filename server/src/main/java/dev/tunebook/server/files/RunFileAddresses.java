package dev.tunebook.server.files;

import dev.tunebook.model.RunPath;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.storage.Storage;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.util.stream.Stream;

/// The addresses of run files.
final class RunFileAddresses {
    private final Storage storage;
    private final Links links;
    private final RunFileIntake intake;

    RunFileAddresses(Storage storage, Links links, RunFileIntake intake) {
        this.storage = storage;
        this.links = links;
        this.intake = intake;
    }

    /// Takes the bytes without credentials.
    String upload(RunGrant grant, String name) {
        return storage.upload(intake, RunFileIntake.object(grant, name), segments(name));
    }

    /// Answers with the bytes without credentials.
    String download(RunFile file) {
        return storage.download(file.sha256(), segments(file.name()));
    }

    /// Answers with the bytes to whoever may read the run; 404 while there is no such file.
    String page(RunPath run, String name) {
        Stream<String> place = Stream.of(
                "files", run.entity().value(), run.project().value(), run.run().value());
        return links.to(Stream.concat(place, Stream.of(segments(name))).toArray(String[]::new));
    }

    private static String[] segments(String name) {
        return name.split("/", -1);
    }
}
