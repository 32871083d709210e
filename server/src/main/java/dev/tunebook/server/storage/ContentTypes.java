package dev.tunebook.server.storage;

import java.util.Locale;
import java.util.Map;

/// What a file is, by the ending of its name: the same on every machine.
public final class ContentTypes {
    private static final String UNKNOWN = "application/octet-stream";
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("bmp", "image/bmp"),
            Map.entry("csv", "text/csv; charset=utf-8"),
            Map.entry("gif", "image/gif"),
            Map.entry("glb", "model/gltf-binary"),
            Map.entry("gltf", "model/gltf+json"),
            Map.entry("gz", "application/gzip"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ipynb", "application/json"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("json", "application/json"),
            Map.entry("jsonl", "application/jsonl"),
            Map.entry("log", TEXT),
            Map.entry("md", "text/markdown; charset=utf-8"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("obj", "model/obj"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("parquet", "application/vnd.apache.parquet"),
            Map.entry("patch", TEXT),
            Map.entry("pdf", "application/pdf"),
            Map.entry("png", "image/png"),
            Map.entry("py", TEXT),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("tsv", "text/tab-separated-values; charset=utf-8"),
            Map.entry("txt", TEXT),
            Map.entry("wav", "audio/wav"),
            Map.entry("webm", "video/webm"),
            Map.entry("webp", "image/webp"),
            Map.entry("xml", "application/xml"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"),
            Map.entry("zip", "application/zip"));

    private ContentTypes() {}

    /// The media type of a file of this name or path.
    public static String of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, UNKNOWN);
    }
}
