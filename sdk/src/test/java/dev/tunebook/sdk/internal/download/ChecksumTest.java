package dev.tunebook.sdk.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Wandb;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChecksumTest {

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 + i / 251);
        }
        return content;
    }

    @Test
    void xxHashIsTheOfficialOne() throws IOException {
        try (InputStream in = Wandb.class.getResourceAsStream("vectors/xxh128.json")) {
            assertThat(in).isNotNull();
            JsonNode vectors = Json.parse(in.readAllBytes());
            assertThat(vectors).isNotEmpty();
            for (JsonNode vector : vectors) {
                byte[] content = content(vector.path("length").asInt());
                for (int piece : new int[] {1, 7, 1024, 1 << 20}) {
                    assertThat(inPieces(content, piece))
                            .isEqualTo(vector.path("digest").asString());
                }
            }
        }
    }

    private static String inPieces(byte[] content, int piece) {
        Checksum checksum = Checksum.of("XXH128").orElseThrow();
        for (int at = 0; at < content.length; at += piece) {
            byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + piece));
            checksum.update(part, part.length);
        }
        return checksum.value();
    }

    @Test
    void anUnknownAlgorithmIsNoError() {
        assertThat(Checksum.of("SHA3")).isEmpty();
    }
}
