package dev.tunebook.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for files beyond the contract of every blob store.
class FileBlobStoreTest {
    private Path root;
    private FileBlobStore blobs;

    @BeforeEach
    void open(@TempDir Path folder) {
        root = folder;
        blobs = new FileBlobStore(folder, 0);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A stream during whose reading something else happens to the store.
    private static InputStream during(String text, Runnable meanwhile) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            private boolean done;

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                if (!done) {
                    done = true;
                    meanwhile.run();
                    return super.read(buffer, offset, Math.min(length, 3));
                }
                return super.read(buffer, offset, length);
            }
        };
    }

    @Test
    void theSameUploadSentTwiceAtOnceNeverMixes() throws IOException {
        var last =
                blobs.write("u1", during("the first, longer text", () -> blobs.write("u1", bytes("second"), 100)), 100);

        var committed = blobs.commit("u1");

        assertThat(committed).isEqualTo(last);
        try (var kept = blobs.read(committed.sha256(), 0, 100).orElseThrow()) {
            assertThat(kept).hasContent("the first, longer text");
        }
    }

    @Test
    void aCommitDuringAnUploadTakesWhatWasWhole() throws IOException {
        var before = blobs.write("u1", bytes("whole"), 100);
        var committed = blobs.commit("u1");
        var after = blobs.write(
                "u1",
                during(
                        "replacement",
                        () -> assertThatThrownBy(() -> blobs.commit("u1")).isInstanceOf(StoreException.NotFound.class)),
                100);

        assertThat(committed).isEqualTo(before);
        assertThat(blobs.commit("u1")).isEqualTo(after);
    }

    @Test
    void whatBreaksOffLeavesNothing() throws IOException {
        assertThatThrownBy(() -> blobs.write(
                        "u1",
                        during("half a file", () -> {
                            throw new IllegalStateException("the client went away");
                        }),
                        100))
                .isInstanceOf(IllegalStateException.class);

        assertThat(blobs.upload("u1")).isEmpty();
        try (var left = Files.list(root.resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDiskInReserveIsFull() {
        var full = new FileBlobStore(root, Long.MAX_VALUE);

        assertThatThrownBy(() -> full.write("u1", bytes("x"), 100))
                .isInstanceOf(StoreException.Full.class)
                .hasMessageContaining("No space left");
        assertThat(full.upload("u1")).isEmpty();
    }

    /// The first upload of the bytes gave them their name and was cut off before that was durable.
    @Test
    void bytesThatAreThereAlreadyAreSyncedBeforeTheAnswer() {
        var synced = new ArrayList<Path>();
        var failing = new AtomicBoolean(true);
        var careful = new FileBlobStore(root, 0, folder -> {
            if (failing.get() && folder.startsWith(root.resolve("blobs"))) {
                throw new IOException("the power went away");
            }
            synced.add(folder);
        });
        var blob = careful.write("u1", bytes("x"), 100);
        assertThatThrownBy(() -> careful.commit("u1")).isInstanceOf(UncheckedIOException.class);
        assertThat(careful.size(blob.sha256())).hasValue(1L);

        failing.set(false);
        careful.write("u2", bytes("x"), 100);
        synced.clear();
        careful.commit("u2");

        var shelves = root.resolve("blobs");
        assertThat(synced).contains(shelves.resolve(blob.sha256().substring(0, 2)), shelves);
    }
}
