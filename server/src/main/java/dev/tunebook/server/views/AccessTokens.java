package dev.tunebook.server.views;

import dev.tunebook.server.auth.SealingKeys;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.auth.UnopenableSecretException;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.views.AccessToken;
import dev.tunebook.store.views.NewAccessToken;
import dev.tunebook.store.views.View;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;

/// Links that let people without an account read a view. Clients read the token of a link back, so it is kept sealed
/// beside its hash.
final class AccessTokens {
    private static final System.Logger LOG = System.getLogger(AccessTokens.class.getName());
    private static final Viewer SYSTEM = Viewer.system("access tokens");

    private final Store store;
    private final SealingKeys keys;
    private final SecureRandom random;

    AccessTokens(Store store, SealingKeys keys, SecureRandom random) {
        this.store = store;
        this.keys = keys;
        this.random = random;
    }

    record CreatePayload(AccessToken accessToken) {}

    void wire(Wiring wiring) {
        wiring.mutation("createAccessToken", this::create)
                .mutation("updateAccessTokenProjects", this::setProjects)
                .mutation("revokeAccessToken", this::revoke);
        wiring.record("CreateAccessTokenPayload", CreatePayload.class);
        wiring.type("View", View.class)
                .field("accessTokens", (view, call) -> store.accessTokens().ofView(call.viewer(), view.id()));
        wiring.type("AccessToken", AccessToken.class)
                .field("token", this::token)
                .field("type", token -> "PUBLIC")
                .field("createdAt", AccessToken::createdAt)
                .field("revokedAt", AccessToken::revokedAt)
                .field("projects", (token, call) -> store.projects().projects(call.viewer(), token.projectIds()));
    }

    private String token(AccessToken token) {
        try {
            return keys.open(token.secret(), bound(token.viewId())).reveal();
        } catch (UnopenableSecretException e) {
            throw HttpFailure.of(409, "token_unopenable", String.valueOf(e.getMessage()));
        }
    }

    private static String bound(long viewId) {
        return "access token\n" + viewId;
    }

    private CreatePayload create(Call call) {
        Arguments input = call.input();
        long view = input.id("viewId", "View");
        Secret secret = Secret.random(random);
        return new CreatePayload(store.accessTokens()
                .create(
                        call.viewer(),
                        new NewAccessToken(
                                view, projects(call, input), secret.sha256(), keys.seal(secret, bound(view)))));
    }

    private List<Long> projects(Call call, Arguments input) {
        return input.objects("projects").stream()
                .map(named -> project(call, named.required("entityName"), named.required("projectName")))
                .toList();
    }

    private long project(Call call, String entity, String name) {
        return store.projects()
                .project(call.viewer(), entity, name)
                .map(Project::id)
                .orElseThrow(() -> HttpFailure.notFound("There is no project '" + entity + "/" + name + "'."));
    }

    private static String sha256(Arguments input) {
        return Secret.of(input.required("token")).sha256();
    }

    private Success setProjects(Call call) {
        Arguments input = call.input();
        store.accessTokens().setProjects(call.viewer(), sha256(input), projects(call, input));
        return Success.of(input);
    }

    private Success revoke(Call call) {
        Arguments input = call.input();
        store.accessTokens().revoke(call.viewer(), sha256(input));
        return Success.of(input);
    }

    /// What older keys sealed, so that those can be taken away.
    void sealAnew() {
        for (AccessToken token : store.accessTokens().notSealedBy(SYSTEM, keys.newest())) {
            String bound = bound(token.viewId());
            try {
                Secret secret = keys.open(token.secret(), bound);
                store.accessTokens().reseal(SYSTEM, token.id(), token.secret(), keys.seal(secret, bound));
            } catch (UnopenableSecretException e) {
                LOG.log(Level.WARNING, "Access token {0}: {1}", Long.toString(token.id()), e.getMessage());
            }
        }
    }
}
