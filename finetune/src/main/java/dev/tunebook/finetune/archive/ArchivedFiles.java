package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The provider's files in an archive, each taken once however many jobs name it. Safe for concurrent use.
final class ArchivedFiles {
    private final FineTuneProvider provider;
    private final Path folder;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, Taken> taken = new ConcurrentHashMap<>();
    private final Set<String> whole = ConcurrentHashMap.newKeySet();

    /// A file that is in the archive, or why it is not.
    ///
    /// @param kind of the provider's refusal
    record Taken(Optional<String> missing, Optional<Kind> kind) {
        static final Taken WHOLE = new Taken(Optional.empty(), Optional.empty());

        /// Whether the provider says that there is no such file.
        boolean isGone() {
            return kind.equals(Optional.of(Kind.NOT_FOUND));
        }

        /// Whether asking again may find it: a key can be given more rights, and a service be mended.
        boolean later() {
            return missing.isPresent() && !isGone();
        }
    }

    ArchivedFiles(FineTuneProvider provider, Path archive) {
        this.provider = provider;
        this.folder = archive.resolve("files");
    }

    /// Where a file of this id is kept.
    Path place(String fileId) {
        return FolderName.within(folder, fileId, "file.json");
    }

    /// Takes a file, unless it is there and right.
    Taken take(String fileId) {
        synchronized (locks.computeIfAbsent(fileId, id -> new Object())) {
            return taken.computeIfAbsent(fileId, this::fetch);
        }
    }

    /// Whether its bytes are those that were taken. Many jobs may name a file, so it is read once.
    boolean isWhole(String fileId) {
        synchronized (locks.computeIfAbsent(fileId, id -> new Object())) {
            boolean is = whole.contains(fileId) || stands(fileId);
            if (is) {
                whole.add(fileId);
            }
            return is;
        }
    }

    private boolean stands(String fileId) {
        Path content = place(fileId).resolve(Archive.CONTENT);
        return Files.exists(content)
                && state(fileId)
                        .filter(state -> state.path("size").asLong(-1) == AtomicFile.size(content)
                                && state.path("sha256").asString("").equals(AtomicFile.sha256(content)))
                        .isPresent();
    }

    private Optional<JsonNode> state(String fileId) {
        Path file = place(fileId).resolve("state.json");
        try {
            return Files.exists(file) ? Optional.of(Json.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException | InvalidJsonException e) {
            return Optional.empty();
        }
    }

    private Taken fetch(String fileId) {
        if (isWhole(fileId)) {
            return Taken.WHOLE;
        }
        Path place = place(fileId);
        try {
            OptionalLong size = describe(fileId);
            Path content = place.resolve(Archive.CONTENT);
            AtomicFile.write(content, arriving -> provider.download(fileId, arriving));
            long got = AtomicFile.size(content);
            if (size.isPresent() && size.getAsLong() != got) {
                return new Taken(
                        Optional.of(
                                "the provider sent " + got + " bytes of " + size.getAsLong() + "; what came is kept"),
                        Optional.of(Kind.TRANSIENT));
            }
            AtomicFile.write(
                    place.resolve("state.json"),
                    Json.write(Json.object().put("size", got).put("sha256", AtomicFile.sha256(content))) + "\n");
            return Taken.WHOLE;
        } catch (ProviderException e) {
            if (e.kind() == Kind.UNAUTHENTICATED) {
                throw e;
            }
            return new Taken(Optional.of(reason(e)), Optional.of(e.kind()));
        } catch (IllegalArgumentException e) {
            return new Taken(Optional.ofNullable(e.getMessage()), Optional.of(Kind.NOT_FOUND));
        }
    }

    /// Keeps what the provider says about the file; it may know that much of a file whose content is gone.
    private OptionalLong describe(String fileId) {
        try {
            ProviderFile file = provider.file(fileId);
            AtomicFile.write(place(fileId).resolve("file.json"), file.raw().text() + "\n");
            return file.bytes();
        } catch (ProviderException e) {
            if (e.kind() == Kind.UNAUTHENTICATED) {
                throw e;
            }
            return OptionalLong.empty();
        }
    }

    static String reason(ProviderException e) {
        return switch (e.kind()) {
            case NOT_FOUND -> "deleted at the provider";
            case DENIED, REJECTED -> "closed to this key; take the archive again with one that may read it";
            case UNAUTHENTICATED, TRANSIENT -> "cannot be had now; take the archive again later";
        };
    }
}
