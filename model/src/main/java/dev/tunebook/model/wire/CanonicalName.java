package dev.tunebook.model.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Names of artifacts the client makes by itself, from text that may hold any character.
public final class CanonicalName {
    private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9_\\-.]+");

    private CanonicalName() {}

    /// The name without foreign characters; where there were some, `-` and six characters of its CRC-32 keep
    /// it apart
    /// from its neighbours.
    public static String of(String name) {
        String kept = FOREIGN.matcher(name).replaceAll("");
        if (kept.equals(name)) {
            return name;
        }
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        byte[] bigEndian =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return kept + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bigEndian);
    }

    /// The artifact of a table logged to a run.
    public static String ofRunTable(String runId, String key) {
        return of("run-" + runId + "-" + key);
    }
}
