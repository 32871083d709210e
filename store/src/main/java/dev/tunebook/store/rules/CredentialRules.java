package dev.tunebook.store.rules;

import dev.tunebook.store.CredentialStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Authenticated;
import dev.tunebook.store.accounts.Credential;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.NewCredential;
import dev.tunebook.store.accounts.PasswordHash;
import dev.tunebook.store.rows.CredentialRow;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Proofs of identity.
record CredentialRules(Engine engine, Clock clock) implements CredentialStore {
    private static final System.Logger LOG = System.getLogger(CredentialRules.class.getName());
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    @Override
    public Credential add(Viewer viewer, long userId, NewCredential credential) {
        return engine.write(rows -> {
            requireOwn(rows, viewer, userId);
            if (rows.accounts().user(userId).isEmpty()) {
                throw new StoreException.NotFound("there is no user " + userId);
            }
            return insert(rows, now(), userId, credential);
        });
    }

    static Credential insert(Rows rows, Instant now, long userId, NewCredential credential) {
        var standing = rows.credentials().bySha256(credential.sha256());
        if (standing.isPresent()) {
            if (standing.get().credential().userId() != userId) {
                throw new StoreException.Conflict(
                        "credential_taken", "this key belongs to another user; choose another key");
            }
            return standing.get().credential();
        }
        var made = new Credential(
                rows.newId(),
                userId,
                credential.kind(),
                credential.prefix(),
                credential.description(),
                now,
                credential.expiresAt(),
                Optional.empty());
        rows.credentials().put(new CredentialRow(made, credential.sha256()));
        return made;
    }

    private record Presented(CredentialKind kind, String sha256) {}

    @Override
    public Optional<Authenticated> authenticate(CredentialKind kind, String sha256) {
        var found = engine.readOften(new Presented(kind, sha256), rows -> valid(rows, kind, sha256))
                .filter(valid -> isCurrent(valid.credential()));
        var now = now();
        found.map(Authenticated::credential)
                .filter(credential -> isUseWorthNoting(credential, now))
                .ifPresent(_ -> noteUse(kind, sha256, now));
        return found;
    }

    /// Where that is not possible now, the next use will be noted: a full disk locks nobody out.
    private void noteUse(CredentialKind kind, String sha256, Instant now) {
        try {
            engine.write(rows -> {
                valid(rows, kind, sha256)
                        .ifPresent(valid ->
                                rows.credentials().put(new CredentialRow(used(valid.credential(), now), sha256)));
                return true;
            });
        } catch (StoreException.Full | StoreException.Busy e) {
            LOG.log(System.Logger.Level.DEBUG, "the use of a credential was not noted", e);
        }
    }

    private static boolean isUseWorthNoting(Credential credential, Instant now) {
        return credential
                .lastUsedAt()
                .map(last -> !last.plus(USE_NOTED_EVERY).isAfter(now))
                .orElse(true);
    }

    private static Credential used(Credential credential, Instant at) {
        return new Credential(
                credential.id(),
                credential.userId(),
                credential.kind(),
                credential.prefix(),
                credential.description(),
                credential.createdAt(),
                credential.expiresAt(),
                Optional.of(at));
    }

    @Override
    public Optional<Authenticated> consume(CredentialKind kind, String sha256) {
        return engine.write(rows -> {
            var found = valid(rows, kind, sha256);
            found.ifPresent(
                    valid -> rows.credentials().delete(valid.credential().id()));
            return found;
        });
    }

    private Optional<Authenticated> valid(Rows rows, CredentialKind kind, String sha256) {
        return rows.credentials()
                .bySha256(sha256)
                .map(CredentialRow::credential)
                .filter(credential -> credential.kind() == kind && isCurrent(credential))
                .flatMap(credential -> rows.accounts()
                        .user(credential.userId())
                        .map(user -> new Authenticated(AccountRules.user(rows, user), credential)));
    }

    private boolean isCurrent(Credential credential) {
        return credential.expiresAt().map(now()::isBefore).orElse(true);
    }

    @Override
    public Optional<PasswordHash> password(String username) {
        return engine.read(rows -> AccountRules.find(rows, username)
                .flatMap(row -> row.passwordHash().map(hash -> new PasswordHash(AccountRules.user(rows, row), hash))));
    }

    @Override
    public List<Credential> credentials(Viewer viewer, long userId, CredentialKind kind) {
        return engine.read(rows -> {
            requireOwn(rows, viewer, userId);
            return rows.credentials().ofUser(userId).stream()
                    .map(CredentialRow::credential)
                    .filter(credential -> credential.kind() == kind && isCurrent(credential))
                    .toList();
        });
    }

    @Override
    public void endSessions(Viewer viewer, long userId, Optional<String> keptSha256) {
        engine.write(rows -> {
            requireOwn(rows, viewer, userId);
            rows.credentials().ofUser(userId).stream()
                    .filter(row -> row.credential().kind() != CredentialKind.API_KEY)
                    .filter(row -> !Optional.of(row.sha256()).equals(keptSha256))
                    .forEach(row -> rows.credentials().delete(row.credential().id()));
            return true;
        });
    }

    @Override
    public boolean delete(Viewer viewer, long credentialId) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var found = rows.credentials()
                    .byId(credentialId)
                    .filter(row -> rights.isAdministrator()
                            || rights.is(row.credential().userId()));
            found.ifPresent(row -> rows.credentials().delete(credentialId));
            return found.isPresent();
        });
    }

    private static void requireOwn(Rows rows, Viewer viewer, long userId) {
        var rights = new Rights(rows, viewer);
        if (!rights.is(userId)) {
            rights.requireAdministrator("use the credentials of another user");
        }
    }

    private Instant now() {
        return new Journal(clock).now();
    }
}
