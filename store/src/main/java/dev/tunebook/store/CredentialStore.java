package dev.tunebook.store;

import dev.tunebook.store.accounts.Authenticated;
import dev.tunebook.store.accounts.Credential;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.NewCredential;
import dev.tunebook.store.accounts.PasswordHash;
import java.util.List;
import java.util.Optional;

/// Proofs of identity. Only hashes are kept.
///
/// [#authenticate], [#consume] and [#password] are the calls without a viewer: they find out who the viewer is.
public interface CredentialStore {

    /// Adds a credential to the user. The same hash for the same user again changes nothing and returns what
    /// stands.
    ///
    /// @throws StoreException.Conflict `credential_taken` when the hash belongs to another user
    Credential add(Viewer viewer, long userId, NewCredential credential);

    /// Who holds the credential with this hash: empty when unknown, of another kind, expired, or the user is
    /// deleted. Notes the time of use, at most once a minute.
    Optional<Authenticated> authenticate(CredentialKind kind, String sha256);

    /// Like [#authenticate], and the credential is gone afterwards: of many concurrent calls one gets the answer.
    Optional<Authenticated> consume(CredentialKind kind, String sha256);

    /// The stored password hash of a user who has one.
    Optional<PasswordHash> password(String username);

    /// The user's credentials of a kind, oldest first, expired ones left out. The user itself, administrators
    /// and the system may ask.
    List<Credential> credentials(Viewer viewer, long userId, CredentialKind kind);

    /// Ends the user's sessions and sign-in links, as a new password does; keys go on. The user itself and
    /// administrators may.
    ///
    /// @param keptSha256 of the session that goes on, when it is one of the user's
    void endSessions(Viewer viewer, long userId, Optional<String> keptSha256);

    /// False when there was none of this id that the viewer may delete.
    boolean delete(Viewer viewer, long credentialId);
}
