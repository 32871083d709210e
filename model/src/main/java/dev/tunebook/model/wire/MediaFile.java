package dev.tunebook.model.wire;

import dev.tunebook.model.LogicalPath;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Names of media files of a run: `media/<folder>/<key>_<step>_<first 20 hex of sha256><extension>`.
public final class MediaFile {
    private static final int SHOWN_DIGEST = 20;

    private MediaFile() {}

    /// @param folder such as `table` or `images`
    /// @param key the logged key, which may hold slashes; leading ones are dropped, `.` and `..` become
    ///     underscores
    /// @param extension with its dot
    public static LogicalPath name(String folder, String key, long step, String sha256, String extension) {
        String safe = Arrays.stream(key.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> segment.equals(".") || segment.equals("..") ? "_".repeat(segment.length()) : segment)
                .collect(Collectors.joining("/"));
        return new LogicalPath(
                "media/" + folder + "/" + safe + "_" + step + "_" + sha256.substring(0, SHOWN_DIGEST) + extension);
    }
}
