package dev.tunebook.store;

import dev.tunebook.store.projects.Change;
import java.util.List;
import java.util.function.LongConsumer;

/// What changed in a project, in the order of the commits: numbers 1, 2, 3 … without gaps, written in the same
/// commit as the change itself. A reader that has seen number n and reads on from there has missed nothing.
public interface ChangeLog {

    /// The newest number; 0 when nothing was ever changed.
    long latest(Viewer viewer, long projectId);

    /// Changes with a number above `after`, ascending, at most `limit`. Only the newest change of an object is
    /// kept, so numbers may be missing from the answer, never objects.
    List<Change> after(Viewer viewer, long projectId, long after, int limit);

    /// Calls the listener with a project's id after each commit that changed it. It only wakes: read [#after]
    /// for what happened. The listener must return at once. Closing ends it.
    Subscription listen(LongConsumer projectChanged);

    /// Ends a [#listen].
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
