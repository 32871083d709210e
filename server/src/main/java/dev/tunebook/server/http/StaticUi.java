package dev.tunebook.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
    private final Map<String, byte[]> cache = new ConcurrentHashMap<>();

    public StaticUi(ClassLoader loader) {
        this.loader = loader;
    }

    /// `/assets/...` for the app's files, and every path no other route owns for its pages.
    public List<Route> routes() {
        return List.of(
                Route.open(Method.GET, "/assets/{file...}", request -> asset("assets/" + request.parameter("file"))),
                Route.open(Method.GET, "/", request -> page("")),
                Route.open(Method.GET, "/{page...}", request -> page(request.parameter("page"))));
    }

    private Response asset(String path) {
        return file(path)
                .map(content -> Response.bytes(200, type(path), content)
                        .with("Cache-Control", "public, max-age=31536000, immutable"))
                .orElseThrow(() -> HttpFailure.notFound("The web app has no file '" + path + "'."));
    }

    private Response page(String path) {
        Optional<byte[]> own = path.contains(".") && !path.contains("/") ? file(path) : Optional.empty();
        if (own.isPresent() && !path.equals("index.html")) {
            return Response.bytes(200, type(path), own.get()).with("Cache-Control", "no-cache");
        }
        return file("index.html")
                .map(content -> Response.bytes(200, type("index.html"), content)
                        .with("Cache-Control", "no-cache")
                        .with("Content-Security-Policy", SecurityHeaders.PAGE_POLICY))
                .orElseThrow(() -> HttpFailure.notFound("This build of the server holds no web app."));
    }

    private Optional<byte[]> file(String path) {
        byte[] known = cache.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> read = read(path);
        read.ifPresent(content -> cache.put(path, content));
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
}
