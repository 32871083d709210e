package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.blobs.StoredBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every blob store does.
public abstract class BlobStoreContract extends StoreContract {
    private static final Instant EVER = Instant.parse("2999-01-01T00:00:00Z");

    private BlobStore blobs;

    protected BlobStoreContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    final void take() {
        blobs = store.blobs();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private Blob write(String upload, String text) {
        return blobs.write(upload, bytes(text), 1_000);
    }

    private String read(String sha256, long offset, long length) throws IOException {
        try (var stream = blobs.read(sha256, offset, length).orElseThrow()) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    @Test
    void tellsWhatArrived() {
        var blob = write("u1", "abc");
        assertThat(blob)
                .isEqualTo(new Blob(
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "kAFQmDzST7DWlj99KOF/cg==",
                        Optional.of("BrBatnM6YYV4r1+UiS85UA=="),
                        3));
        assertThat(blobs.upload("u1")).hasValue(blob);
        assertThat(blobs.upload("u2")).isEmpty();
        assertThat(blobs.size(blob.sha256())).as("not yet committed").isEmpty();
        assertThat(blobs.read(blob.sha256(), 0, 3)).isEmpty();
    }

    @Test
    void becomesABlobWhenCommitted() throws IOException {
        var blob = write("u1", "hello");
        assertThat(blobs.commit("u1")).isEqualTo(blob);
        assertThat(blobs.upload("u1")).isEmpty();
        assertThat(blobs.size(blob.sha256())).hasValue(5L);
        assertThat(read(blob.sha256(), 0, Long.MAX_VALUE)).isEqualTo("hello");
        notFound(() -> blobs.commit("u1"));
        write("u2", "hello");
        assertThat(blobs.commit("u2")).as("kept once").isEqualTo(blob);
        assertThat(read(blob.sha256(), 0, 5)).isEqualTo("hello");
    }

    @Test
    void anUploadMayBeReplaced() throws IOException {
        write("u1", "a longer first attempt");
        var second = write("u1", "second");
        assertThat(blobs.upload("u1")).hasValue(second);
        blobs.commit("u1");
        assertThat(read(second.sha256(), 0, 100)).isEqualTo("second");
    }

    @Test
    void keepsNothing() throws IOException {
        var blob = write("empty", "");
        blobs.commit("empty");
        assertThat(blobs.size(blob.sha256())).hasValue(0L);
        assertThat(read(blob.sha256(), 0, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,10,0123456789", "0,4,0123", "3,4,3456", "8,10,89", "10,5,''", "99,5,''", "2,0,''"})
    void readsRanges(long offset, long length, String expected) throws IOException {
        var blob = write("u", "0123456789");
        blobs.commit("u");
        assertThat(read(blob.sha256(), offset, length)).isEqualTo(expected);
    }

    @Test
    void refusesMoreThanTheLimit() {
        assertThat(blobs.write("exact", bytes("12345"), 5).size()).isEqualTo(5);
        var before = write("u1", "12");
        invalid("too_large", () -> blobs.write("u1", bytes("123456"), 5));
        assertThat(blobs.upload("u1")).as("what it held").hasValue(before);
    }

    @Test
    void aStreamThatBreaksOffLeavesWhatWasThere() {
        var broken = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (count++ > 10) {
                    throw new IOException("the client went away");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> blobs.write("u1", broken, 1_000)).isInstanceOf(UncheckedIOException.class);
        assertThat(blobs.upload("u1")).isEmpty();
        notFound(() -> blobs.commit("u1"));
        var before = write("u1", "acknowledged");
        assertThatThrownBy(() -> blobs.write("u1", broken, 1_000)).isInstanceOf(UncheckedIOException.class);
        assertThat(blobs.upload("u1")).hasValue(before);
        assertThat(blobs.commit("u1")).isEqualTo(before);
    }

    @Test
    void whatAnUploadHoldsStaysUntilItsReplacementIsWhole() {
        var before = write("u1", "first");
        var second = new ByteArrayInputStream("second".getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                assertThat(blobs.upload("u1")).hasValue(before);
                return super.read(buffer, offset, length);
            }
        };
        var after = blobs.write("u1", second, 100);
        assertThat(after.size()).isEqualTo(6);
        assertThat(blobs.upload("u1")).hasValue(after);
    }

    @Test
    void joinsPartsInOrder() throws IOException {
        write("p1", "one,");
        write("p2", "two,");
        write("p3", "three");
        notFound(() -> blobs.join("whole", List.of("p1", "missing"), 100));
        invalid("too_large", () -> blobs.join("whole", List.of("p1", "p2", "p3"), 12));
        assertThat(blobs.upload("p1")).as("nothing is changed").isPresent();
        assertThat(blobs.upload("whole")).isEmpty();
        var joined = blobs.join("whole", List.of("p1", "p2", "p3"), 13);
        assertThat(joined.size()).isEqualTo(13);
        assertThat(blobs.upload("whole")).hasValue(joined);
        blobs.commit("whole");
        assertThat(read(joined.sha256(), 0, 100)).isEqualTo("one,two,three");
        assertThat(blobs.join("whole", List.of("p1", "p2", "p3"), 13))
                .as("the parts are there for one who was cut off")
                .isEqualTo(joined);
        blobs.discard("p1");
        assertThat(blobs.upload("p1")).isEmpty();
        notFound(() -> blobs.join("whole", List.of("p1", "p2", "p3"), 13));
        blobs.discard("p1");
    }

    @Test
    void deletesOnce() {
        var blob = write("u1", "x");
        blobs.commit("u1");
        assertThat(blobs.delete(blob.sha256(), EVER)).isTrue();
        assertThat(blobs.delete(blob.sha256(), EVER)).isFalse();
        assertThat(blobs.size(blob.sha256())).isEmpty();
        assertThat(blobs.read(blob.sha256(), 0, 1)).isEmpty();
    }

    @Test
    void keepsAtOnceWhatNeedsNoName() throws IOException {
        var blob = blobs.put(bytes("abc"), 3);
        assertThat(blob).isEqualTo(write("u1", "abc"));
        assertThat(read(blob.sha256(), 0, 9)).isEqualTo("abc");
        assertThatThrownBy(() -> blobs.put(bytes("abcd"), 3))
                .isInstanceOfSatisfying(
                        StoreException.Invalid.class, e -> assertThat(e.code()).isEqualTo("too_large"));
        assertThat(blobs.list(Optional.empty(), 9)).hasSize(1);
    }

    @Test
    void listsInOrder() {
        var kept = IntStream.range(0, 20)
                .mapToObj(i -> blobs.put(bytes("text " + i), 100).sha256())
                .sorted()
                .toList();
        var found = new ArrayList<StoredBlob>();
        for (var page = blobs.list(Optional.empty(), 7);
                !page.isEmpty();
                page = blobs.list(Optional.of(page.getLast().sha256()), 7)) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            found.addAll(page);
        }
        assertThat(found).extracting(StoredBlob::sha256).isEqualTo(kept);
        assertThat(found)
                .allMatch(blob -> blob.size() == blobs.size(blob.sha256()).orElseThrow());
    }

    @Test
    void keepsWhatWasWrittenAgainMeanwhile() throws IOException {
        var blob = blobs.put(bytes("abc"), 3);
        var written = blobs.list(Optional.empty(), 1).getFirst().writtenAt();
        assertThat(blobs.delete(blob.sha256(), written)).isFalse();
        clock.advance(Duration.ofMinutes(1));
        // Files have the time of the machine.
        var later = Instant.now().plusMillis(5);
        while (Instant.now().isBefore(later)) {
            Thread.onSpinWait();
        }
        blobs.write("u1", bytes("abc"), 3);
        blobs.commit("u1");
        assertThat(blobs.delete(blob.sha256(), written.plusMillis(1))).isFalse();
        assertThat(read(blob.sha256(), 0, 9)).isEqualTo("abc");
        assertThat(blobs.delete(blob.sha256(), EVER)).isTrue();
    }

    @Test
    void takesNamesThatAreNoPathsOnly() {
        for (var id : List.of("", "../x", "a/b", "a.b", "x".repeat(129))) {
            assertThatThrownBy(() -> write(id, "x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> blobs.upload(id)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> blobs.commit(id)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> blobs.discard(id)).isInstanceOf(IllegalArgumentException.class);
        }
        for (var sha256 : List.of("", "../../etc/passwd", "A".repeat(64), "a".repeat(63))) {
            assertThatThrownBy(() -> blobs.read(sha256, 0, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> blobs.size(sha256)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> blobs.delete(sha256, EVER)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void discardsUploadsThatWereLeft() {
        write("u1", "x");
        assertThat(blobs.discardUploads(Instant.EPOCH)).isZero();
        assertThat(blobs.discardUploads(Instant.parse("2999-01-01T00:00:00Z"))).isEqualTo(1);
        assertThat(blobs.upload("u1")).isEmpty();
    }

    @Test
    void theSameBytesMayArriveManyTimesAtOnce() throws Exception {
        var text = "a".repeat(50_000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = IntStream.range(0, 8)
                    .<Callable<Blob>>mapToObj(i -> () -> {
                        blobs.write("same-" + i, bytes(text), 100_000);
                        return blobs.commit("same-" + i);
                    })
                    .toList();
            for (var done : threads.invokeAll(uploads)) {
                assertThat(read(done.get().sha256(), 0, 100_000)).isEqualTo(text);
            }
        }
    }
}
