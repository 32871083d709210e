package dev.tunebook.store.rules;

import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.ViewStore;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.views.View;
import dev.tunebook.store.views.ViewQuery;
import dev.tunebook.store.views.ViewUpdate;
import java.util.Optional;

/// Saved documents.
record ViewRules(Engine engine, Journal journal) implements ViewStore {

    @Override
    public Upserted<View> upsert(Viewer viewer, ViewUpdate update) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var standing = update.id().map(id -> find(rows, rights, id).orElseThrow(() -> noView(id)));
            var old = standing.orElseGet(() -> blank(rows, rights, update));
            rights.require(old.projectId(), Access.WRITE);
            var view = new View(
                    old.id(),
                    old.projectId(),
                    update.type().orElse(old.type()),
                    update.name().orElse(old.name()),
                    update.displayName().or(old::displayName),
                    update.description().or(old::description),
                    update.spec().orElse(old.spec()),
                    old.userId(),
                    old.createdAt(),
                    journal.now());
            rows.views().put(view);
            journal.changed(rows, view.projectId(), Change.Kind.VIEW, view.id());
            return new Upserted<>(view, standing.isEmpty());
        });
    }

    private View blank(Rows rows, Rights rights, ViewUpdate update) {
        var project = update.projectId()
                .orElseThrow(() -> new StoreException.Invalid("no_project", "a new view needs a project; name one"));
        var now = journal.now();
        return new View(
                rows.newId(), project, "runs", "", Optional.empty(), Optional.empty(), "{}", rights.userId(), now, now);
    }

    static StoreException noView(long id) {
        return new StoreException.NotFound("there is no view " + id + " that you may see");
    }

    static Optional<View> find(Rows rows, Rights rights, long id) {
        return rows.views().byId(id).filter(rights::mayRead);
    }

    @Override
    public Optional<View> view(Viewer viewer, long viewId) {
        return engine.read(rows -> find(rows, new Rights(rows, viewer), viewId));
    }

    @Override
    public Page<View> list(Viewer viewer, ViewQuery query, Page.Request page) {
        return engine.read(rows -> {
            new Rights(rows, viewer).require(query.projectId(), Access.READ);
            var views = rows.views().ofProject(query.projectId()).stream()
                    .filter(view -> query.type().map(view.type()::equals).orElse(true))
                    .filter(view -> query.name().map(view.name()::equals).orElse(true))
                    .filter(view -> query.userId().isEmpty() || query.userId().equals(view.userId()))
                    .toList();
            return Paging.descending(views, view -> Paging.Position.of(view.updatedAt(), view.id()), page);
        });
    }

    @Override
    public boolean delete(Viewer viewer, long viewId) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var view = find(rows, rights, viewId);
            view.ifPresent(found -> {
                rights.require(found.projectId(), Access.WRITE);
                new Removal(rows, journal).view(viewId);
                journal.changed(rows, found.projectId(), Change.Kind.VIEW, viewId);
            });
            return view.isPresent();
        });
    }
}
