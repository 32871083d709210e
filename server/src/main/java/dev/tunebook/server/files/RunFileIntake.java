package dev.tunebook.server.files;

import dev.tunebook.server.storage.ContentTypes;
import dev.tunebook.server.storage.Intake;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.NewRunFile;
import dev.tunebook.store.runs.RunGrant;
import java.util.Optional;

/// Registers the bytes of a run file as they arrive; sent again, they replace the file. A run that was deleted since
/// its addresses were signed takes nothing any more.
final class RunFileIntake implements Intake {
    private static final Viewer ARRIVALS = Viewer.system("arriving run file");

    private final Store store;

    RunFileIntake(Store store) {
        this.store = store;
    }

    /// What is signed for a file: the run's storage id and the file's name.
    static String object(RunGrant grant, String name) {
        return grant.runId() + "/" + name;
    }

    @Override
    public String kind() {
        return "runs";
    }

    @Override
    public void admit(String object) {
        open(object);
    }

    @Override
    public void arrived(String object, Blob blob) {
        String name = object.substring(object.indexOf('/') + 1);
        store.runFiles().put(open(object), new NewRunFile(name, blob, Optional.of(ContentTypes.of(name))));
    }

    private RunGrant open(String object) {
        long run = Long.parseLong(object.substring(0, object.indexOf('/')));
        return store.runs().open(ARRIVALS, run, Access.WRITE);
    }
}
