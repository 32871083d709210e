package dev.tunebook.store.rules;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.StoreException;

/// Bytes something is about to refer to. Asked inside the write that does so, it cannot happen that they are
/// removed in between.
record Referred(BlobStore blobs) {

    void require(String sha256) {
        if (blobs.size(sha256).isEmpty()) {
            throw new StoreException.Busy("the bytes were cleaned up before they were put to use; send them again");
        }
    }
}
