package dev.tunebook.sdk;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.download.Downloads;
import dev.tunebook.sdk.internal.download.RemoteFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// A file on the server, of a run or of an artifact version.
public final class StoredFile {
    private final Client client;
    private final RemoteFile file;

    StoredFile(Client client, RemoteFile file) {
        this.client = client;
        this.file = file;
    }

    /// Its path in the run or artifact, with forward slashes.
    public String name() {
        return file.name();
    }

    /// In bytes, where known.
    public OptionalLong size() {
        return file.size();
    }

    /// Base64 of the MD5 of its bytes, or of what its artifact uses instead; empty where the server does
    /// not know it.
    public Optional<String> digest() {
        return file.digest().map(RemoteFile.Digest::value);
    }

    /// Where the file really is, when the artifact only points at it.
    public Optional<String> reference() {
        return file.reference();
    }

    /// Its bytes, checked against the digest; for small files.
    ///
    /// @throws InvalidInputException when it is a reference to another store
    public byte[] bytes() {
        return new Downloads(client).bytes(file);
    }

    /// Puts the file below a folder, under its own path, in place of what is there; it appears only when it
    /// is whole and its digest right.
    ///
    /// @return where it is
    public Path download(Path folder) {
        Path target = folder.resolve(new LogicalPath(file.name()).value());
        new Downloads(client).save(file, target);
        return target;
    }
}
