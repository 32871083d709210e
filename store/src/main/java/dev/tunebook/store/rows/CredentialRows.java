package dev.tunebook.store.rows;

import java.util.List;
import java.util.Optional;

public interface CredentialRows {
    void put(CredentialRow row);

    Optional<CredentialRow> byId(long id);

    Optional<CredentialRow> bySha256(String sha256);

    List<CredentialRow> ofUser(long userId);

    void delete(long id);
}
