package dev.tunebook.store.rows;

import java.util.List;
import java.util.Optional;

public interface AccessTokenRows {
    void put(AccessTokenRow row);

    Optional<AccessTokenRow> byId(long id);

    Optional<AccessTokenRow> bySha256(String sha256);

    List<AccessTokenRow> ofView(long viewId);

    List<AccessTokenRow> notSealedBy(String sealedBy);

    void delete(long id);
}
