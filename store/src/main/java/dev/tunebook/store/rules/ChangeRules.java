package dev.tunebook.store.rules;

import dev.tunebook.store.ChangeLog;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Engine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/// The change sequence, read.
final class ChangeRules implements ChangeLog {
    private static final System.Logger LOG = System.getLogger(ChangeRules.class.getName());

    private final Engine engine;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    ChangeRules(Engine engine) {
        this.engine = engine;
        engine.afterCommit(projectId -> listeners.forEach(listener -> tell(listener, projectId)));
    }

    /// The commit stands whatever a listener makes of it.
    private static void tell(LongConsumer listener, long projectId) {
        try {
            listener.accept(projectId);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed on a change of project " + projectId, e);
        }
    }

    @Override
    public long latest(Viewer viewer, long projectId) {
        return engine.read(
                rows -> new Rights(rows, viewer).require(projectId, Access.READ).sequence());
    }

    @Override
    public List<Change> after(Viewer viewer, long projectId, long after, int limit) {
        return engine.read(rows -> {
            new Rights(rows, viewer).require(projectId, Access.READ);
            return rows.changes().after(projectId, after, limit);
        });
    }

    @Override
    public Subscription listen(LongConsumer projectChanged) {
        listeners.add(projectChanged);
        return () -> listeners.remove(projectChanged);
    }
}
