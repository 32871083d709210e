package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.model.wire.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The provider's files on local disk for the length of a sync, each downloaded at most once. Safe for concurrent
/// use.
public final class FileShelf {
    private final FineTuneProvider provider;
    private final Path folder;
    private final Map<String, Availability> known = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> names = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /// @param folder exists, and belongs to this sync alone
    public FileShelf(FineTuneProvider provider, Path folder) {
        this.provider = provider;
        this.folder = folder;
    }

    /// Fetches a file unless that was done before; what was unreachable is tried again.
    ///
    /// @throws ProviderException `UNAUTHENTICATED`, which no other file would escape either
    public Availability fetch(String fileId) {
        synchronized (locks.computeIfAbsent(fileId, id -> new Object())) {
            Availability before = known.getOrDefault(fileId, Availability.UNREACHABLE);
            Availability now = before == Availability.UNREACHABLE ? download(fileId) : before;
            known.put(fileId, now);
            return now;
        }
    }

    /// Forgets that a file was not there: a result file may appear some seconds after its job succeeded.
    public void forget(String fileId) {
        known.remove(fileId, Availability.GONE);
    }

    private Availability download(String fileId) {
        try {
            provider.download(fileId, path(fileId));
            return Availability.HERE;
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.UNAUTHENTICATED) {
                throw e;
            }
            return e.isPermanent() ? Availability.GONE : Availability.UNREACHABLE;
        }
    }

    /// What the file's owner called it; empty when the provider no longer knows.
    public Optional<String> name(String fileId) {
        return names.computeIfAbsent(fileId, this::askName);
    }

    private Optional<String> askName(String fileId) {
        try {
            return Optional.of(provider.file(fileId).filename());
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }

    /// Where a fetched file lies.
    public Path path(String fileId) {
        // The id comes from outside and may hold anything.
        return folder.resolve(Digests.hexSha256(fileId.getBytes(StandardCharsets.UTF_8)));
    }

    /// A place on the shelf for what is not one of the provider's files.
    Path place(String name) {
        return path("/" + name);
    }
}
