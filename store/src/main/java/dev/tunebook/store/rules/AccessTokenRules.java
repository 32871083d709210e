package dev.tunebook.store.rules;

import dev.tunebook.store.AccessTokenStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.AccessTokenRow;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.views.AccessToken;
import dev.tunebook.store.views.NewAccessToken;
import dev.tunebook.store.views.View;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Links to views.
record AccessTokenRules(Engine engine, Journal journal) implements AccessTokenStore {
    private static final int MOST_PROJECTS = 1_000;

    @Override
    public AccessToken create(Viewer viewer, NewAccessToken token) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var view = changeable(rows, rights, token.viewId());
            var made = new AccessToken(
                    rows.newId(),
                    view.id(),
                    readable(rights, token.projectIds()),
                    token.secret(),
                    giver(rights),
                    journal.now(),
                    Optional.empty());
            put(rows, view, new AccessTokenRow(made, token.sha256()));
            return made;
        });
    }

    private void put(Rows rows, View view, AccessTokenRow row) {
        rows.accessTokens().put(row);
        journal.changed(rows, view.projectId(), Change.Kind.VIEW, view.id());
    }

    private static View changeable(Rows rows, Rights rights, long viewId) {
        var view = ViewRules.find(rows, rights, viewId).orElseThrow(() -> ViewRules.noView(viewId));
        rights.require(view.projectId(), Access.WRITE);
        return view;
    }

    private static List<Long> readable(Rights rights, List<Long> projectIds) {
        if (projectIds.size() > MOST_PROJECTS) {
            throw new StoreException.Invalid(
                    "too_many_projects",
                    "the link would open " + projectIds.size() + " projects; name up to " + MOST_PROJECTS);
        }
        projectIds.forEach(id -> rights.require(id, Access.READ));
        return projectIds.stream().distinct().toList();
    }

    private static long giver(Rights rights) {
        return rights.userId()
                .orElseThrow(() -> new StoreException.Invalid(
                        "no_user", "a link opens what somebody may read; make it as a user"));
    }

    @Override
    public List<AccessToken> ofView(Viewer viewer, long viewId) {
        return engine.read(rows -> {
            changeable(rows, new Rights(rows, viewer), viewId);
            return tokens(rows.accessTokens().ofView(viewId));
        });
    }

    private static List<AccessToken> tokens(List<AccessTokenRow> rows) {
        return rows.stream().map(AccessTokenRow::token).toList();
    }

    @Override
    public AccessToken setProjects(Viewer viewer, String sha256, List<Long> projectIds) {
        return change(
                viewer,
                sha256,
                rights -> token -> live(token).withProjects(readable(rights, projectIds), giver(rights)));
    }

    private static AccessToken live(AccessToken token) {
        if (token.revokedAt().isPresent()) {
            throw new StoreException.Conflict(
                    "revoked", "the access token was revoked and opens nothing any more; create another");
        }
        return token;
    }

    @Override
    public AccessToken revoke(Viewer viewer, String sha256) {
        return change(
                viewer,
                sha256,
                _ -> token -> token.revokedAt().isPresent() ? token : token.withRevokedAt(journal.now()));
    }

    private interface ChangeBy {
        UnaryOperator<AccessToken> as(Rights rights);
    }

    /// The same words for a token nobody made and one of a view the viewer does not know.
    private AccessToken change(Viewer viewer, String sha256, ChangeBy change) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var row = rows.accessTokens()
                    .bySha256(sha256)
                    .filter(found ->
                            ViewRules.find(rows, rights, found.token().viewId()).isPresent())
                    .orElseThrow(() -> new StoreException.NotFound(
                            "there is no such access token that you may see; look at those of the view"));
            var view = changeable(rows, rights, row.token().viewId());
            var changed = change.as(rights).apply(row.token());
            if (!changed.equals(row.token())) {
                put(rows, view, row.with(changed));
            }
            return changed;
        });
    }

    @Override
    public Optional<AccessToken> authenticate(String sha256) {
        return engine.read(rows -> rows.accessTokens().bySha256(sha256).map(AccessTokenRow::token));
    }

    @Override
    public List<AccessToken> notSealedBy(Viewer viewer, String sealedBy) {
        return engine.read(rows -> {
            new Rights(rows, viewer).requireSystem("look for sealed secrets");
            return tokens(rows.accessTokens().notSealedBy(sealedBy));
        });
    }

    @Override
    public boolean reseal(Viewer viewer, long id, SealedSecret before, SealedSecret after) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireSystem("seal secrets anew");
            var found = rows.accessTokens()
                    .byId(id)
                    .filter(row -> row.token().secret().equals(before));
            found.map(row -> row.with(row.token().withSecret(after))).ifPresent(rows.accessTokens()::put);
            return found.isPresent();
        });
    }
}
