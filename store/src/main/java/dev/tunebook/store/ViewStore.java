package dev.tunebook.store;

import dev.tunebook.store.views.View;
import dev.tunebook.store.views.ViewQuery;
import dev.tunebook.store.views.ViewUpdate;
import java.util.Optional;

/// Saved documents of a project: workspaces and reports. A document is text to the store; unknown keys are kept.
public interface ViewStore {

    /// Creates without an id, else changes what is given.
    ///
    /// @throws StoreException.NotFound for an unknown id
    Upserted<View> upsert(Viewer viewer, ViewUpdate update);

    Optional<View> view(Viewer viewer, long viewId);

    /// Views of a project, last changed first.
    Page<View> list(Viewer viewer, ViewQuery query, Page.Request page);

    /// False when there was none the viewer may see.
    boolean delete(Viewer viewer, long viewId);
}
