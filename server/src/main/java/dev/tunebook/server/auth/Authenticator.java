package dev.tunebook.server.auth;

import dev.tunebook.server.http.Gate;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.SignedObject;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Authenticated;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.PasswordHash;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.views.AccessToken;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Finds out who is asking: the bearer of a link by `Tunebook-Access-Token`, which goes before all else, then
/// `Authorization: Basic base64(api:KEY)`, `Bearer KEY`, or the session cookie. Absent and wrong are 401 always. A
/// changing request that a cookie authorises must come from our own pages.
public final class Authenticator implements Gate {
    /// Carries the token of a link; the web address of a view has it as `accessToken` in its query.
    public static final String ACCESS_TOKEN = "Tunebook-Access-Token";

    private final Store store;
    private final Origins origins;
    private final SignedAddresses addresses;
    private final Attempts attempts;
    private final PasswordCheck passwords;
    private final InternalKeys internalKeys;

    /// A check takes 19 MiB and a core for a while: not more of them at once than there are cores.
    private final Semaphore checking = new Semaphore(Runtime.getRuntime().availableProcessors());

    public Authenticator(
            Store store,
            Origins origins,
            SignedAddresses addresses,
            AccessSettings settings,
            InstantSource clock,
            InternalKeys internalKeys) {
        this(store, origins, addresses, settings, clock, internalKeys, Passwords::matches);
    }

    Authenticator(
            Store store,
            Origins origins,
            SignedAddresses addresses,
            AccessSettings settings,
            InstantSource clock,
            InternalKeys internalKeys,
            PasswordCheck passwords) {
        this.store = store;
        this.origins = origins;
        this.addresses = addresses;
        this.attempts = new Attempts(settings, clock);
        this.internalKeys = internalKeys;
        this.passwords = passwords;
    }

    @Override
    public Viewer admit(Request request) {
        Optional<String> accessToken = request.header(ACCESS_TOKEN);
        if (accessToken.isPresent()) {
            return bearer(Secret.of(accessToken.get().trim()), request.address());
        }
        Optional<String> authorization = request.header("Authorization");
        if (authorization.isPresent()) {
            Secret key = key(authorization.get());
            return viewer(
                    internal(key).orElseGet(() -> byKey(key, request.address()).user()));
        }
        Secret session = request.cookie(SessionCookie.NAME)
                .map(Secret::of)
                .orElseThrow(() -> HttpFailure.unauthorized(
                        "This needs an API key (Authorization: Basic with user 'api') or a signed-in session."));
        if (request.method().changes()) {
            origins.requireOwn(request);
        }
        return store.credentials()
                .authenticate(CredentialKind.SESSION, session.sha256())
                .map(found -> viewer(found.user()))
                .orElseThrow(() -> HttpFailure.unauthorized("The session has ended; sign in again."));
    }

    private Viewer bearer(Secret token, String address) {
        AccessToken found = store.accessTokens()
                .authenticate(token.sha256())
                .orElseThrow(() ->
                        refuse(address, "The access token is not valid on this server; ask for the whole link again."));
        if (found.revokedAt().isPresent()) {
            throw HttpFailure.of(403, "link_revoked", "The link was revoked; ask the one who shared it for another.");
        }
        return new Viewer.Bearer(found.id());
    }

    private Optional<User> internal(Secret key) {
        return internalKeys
                .holder(key)
                .flatMap(userId -> store.accounts().users(Viewer.system("internal key"), List.of(userId)).stream()
                        .findFirst());
    }

    /// Who holds this API key; 401 when nobody does, 429 after too many wrong ones from the address.
    public Authenticated byKey(Secret key, String address) {
        return store.credentials()
                .authenticate(CredentialKind.API_KEY, key.sha256())
                .orElseThrow(() ->
                        refuse(address, "The API key is not valid on this server; check the key and the address."));
    }

    /// Whom a sign-in link is for. It works once.
    public Authenticated byLink(Secret token, String address) {
        return store.credentials()
                .consume(CredentialKind.SIGN_IN_LINK, token.sha256())
                .orElseThrow(
                        () -> refuse(address, "The sign-in link was used already or has expired; make a new one."));
    }

    /// The user with this password; wrong names and wrong passwords are told apart by nobody, not by the time the
    /// answer takes either.
    public User byPassword(String username, Secret password, String address) {
        Optional<PasswordHash> stored = store.credentials().password(username);
        String hash = stored.map(PasswordHash::hash).orElse(Passwords.DECOY);
        boolean right = attempts.password(address, username, () -> check(password, hash) && stored.isPresent());
        return stored.filter(found -> right)
                .orElseThrow(() -> HttpFailure.unauthorized("The user name or the password is wrong."))
                .user();
    }

    private boolean check(Secret password, String hash) {
        checking.acquireUninterruptibly();
        try {
            return passwords.matches(password, hash);
        } finally {
            checking.release();
        }
    }

    @Override
    public SignedObject verify(Request request) {
        return addresses.verify(request.parameter("token"), request.method());
    }

    public static Viewer viewer(User user) {
        return new Viewer.User(user.id(), user.username(), user.administrator());
    }

    private HttpFailure refuse(String address, String message) {
        attempts.wrongKey(address);
        return HttpFailure.unauthorized(message);
    }

    private static Secret key(String authorization) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
        String value = authorization.substring(space + 1).trim();
        return switch (scheme) {
            case "bearer" -> Secret.of(value);
            case "basic" -> basic(value);
            default -> throw HttpFailure.unauthorized("Only Basic and Bearer authorization are known here.");
        };
    }

    private static Secret basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Secret.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            throw HttpFailure.unauthorized("The Basic authorization is not Base64 of 'api:KEY'.");
        }
    }
}
