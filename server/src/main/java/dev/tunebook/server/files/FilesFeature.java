package dev.tunebook.server.files;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.storage.Intake;
import java.util.List;

/// Run files: upload, listing, download. A file is there for everybody as soon as its bytes are; what clients say
/// afterwards of finished uploads adds nothing.
public final class FilesFeature implements Feature {
    private final Platform platform;
    private final RunFileIntake intake;

    public FilesFeature(Platform platform) {
        this.platform = platform;
        this.intake = new RunFileIntake(platform.store());
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public List<Route> routes() {
        return List.of(new RunFileDownload(platform.store(), platform.storage()).route());
    }

    @Override
    public List<Intake> intakes() {
        return List.of(intake);
    }

    @Override
    public void wire(Wiring wiring) {
        RunFileAddresses addresses = new RunFileAddresses(platform.storage(), platform.links(), intake);
        new RunFiles(platform.store(), addresses).wire(wiring);
        new RunFileMutations(platform.store(), addresses).wire(wiring);
    }

    @Override
    public List<String> flags() {
        return List.of("MARK_RUN_FILES_UPLOADED");
    }
}
