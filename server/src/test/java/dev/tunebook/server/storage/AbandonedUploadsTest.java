package dev.tunebook.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.server.testing.TestClock;
import dev.tunebook.store.memory.MemoryBlobStore;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AbandonedUploadsTest {
    private final TestClock clock = new TestClock();
    private final MemoryBlobStore blobs = new MemoryBlobStore(clock.clock());

    @Test
    void whatNobodyCameBackForIsCleared() {
        AbandonedUploads abandoned = new AbandonedUploads(blobs, clock);
        write("old");
        clock.advance(AbandonedUploads.KEPT);
        write("young");
        abandoned.clear();
        assertThat(blobs.upload("old")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        abandoned.clear();
        assertThat(blobs.upload("old")).isEmpty();
        assertThat(blobs.upload("young")).isPresent();
    }

    private void write(String upload) {
        blobs.write(upload, new ByteArrayInputStream(new byte[1]), 1);
    }
}
