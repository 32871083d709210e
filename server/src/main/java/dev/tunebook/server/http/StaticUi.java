package dev.tunebook.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/// Serves the web app from the class path. Files below `assets/` carry their digest in the name and may be kept for
/// ever; every other path of a page gets `index.html`, for the app's own router to read.
public final class StaticUi {
    private static final String FOLDER = "dev/tunebook/ui/";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final ClassLoader loader;
    private final Map<String, File> cache = new ConcurrentHashMap<>();

    public StaticUi(ClassLoader loader) {
        this.loader = loader;
    }

    /// `/assets/...` for the app's files, and every path no other route owns for its pages.
    public List<Route> routes() {
        return List.of(
                Route.open(
                        Method.GET,
                        "/assets/{file...}",
                        request -> asset(request, "assets/" + request.parameter("file"))),
                Route.open(Method.GET, "/", request -> page(request, "")),
                Route.open(Method.GET, "/{page...}", request -> page(request, request.parameter("page"))));
    }

    private Response asset(Request request, String path) {
        return file(path)
                .map(file -> file.answer(request).with("Cache-Control", "public, max-age=31536000, immutable"))
                .orElseThrow(() -> HttpFailure.notFound("The web app has no file '" + path + "'."));
    }

    private Response page(Request request, String path) {
        Optional<File> own = path.contains(".") && !path.contains("/") ? file(path) : Optional.empty();
        if (own.isPresent() && !path.equals("index.html")) {
            return own.get().answer(request).with("Cache-Control", "no-cache");
        }
        return file("index.html")
                .map(file -> file.answer(request)
                        .with("Cache-Control", "no-cache")
                        .with("Content-Security-Policy", SecurityHeaders.PAGE_POLICY))
                .orElseThrow(() -> HttpFailure.notFound("This build of the server holds no web app."));
    }

    private Optional<File> file(String path) {
        File known = cache.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<File> read = read(path).map(content -> File.of(type(path), content));
        read.ifPresent(file -> cache.put(path, file));
        return read;
    }

    private Optional<byte[]> read(String path) {
        try (InputStream in = loader.getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    /// A file as it is sent: packed once, where that makes it smaller, for the browsers that take it so.
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    private record File(String type, byte[] plain, byte[] packed) {
        static File of(String type, byte[] content) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2);
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new File(type, content, packed.size() < content.length ? packed.toByteArray() : content);
        }

        Response answer(Request request) {
            boolean takesPacked = request.header("Accept-Encoding").orElse("").contains("gzip");
            if (packed == plain || !takesPacked) {
                return Response.bytes(200, type, plain).with("Vary", "Accept-Encoding");
            }
            return Response.bytes(200, type, packed)
                    .with("Vary", "Accept-Encoding")
                    .with("Content-Encoding", "gzip");
        }
    }
}
