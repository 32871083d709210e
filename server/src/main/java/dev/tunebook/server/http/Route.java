package dev.tunebook.server.http;

import dev.tunebook.store.Viewer;
import java.io.IOException;

/// A route and who may take it. There is no unclassified route: the type says which filter stands in front.
public sealed interface Route {
    Method method();

    PathTemplate path();

    /// Needs a key or a session; without one the answer is 401.
    record Protected(Method method, PathTemplate path, ProtectedHandler handler) implements Route {}

    /// The address itself authorises: its `{token}` must be ours, fit method and path, and be fresh; else 403.
    record Signed(Method method, PathTemplate path, SignedHandler handler) implements Route {}

    /// Open to everybody. The list is short and reviewed: a test names every one.
    record Public(Method method, PathTemplate path, PublicHandler handler) implements Route {}

    static Route guarded(Method method, String path, ProtectedHandler handler) {
        return new Protected(method, PathTemplate.of(path), handler);
    }

    static Route signed(Method method, String path, SignedHandler handler) {
        return new Signed(method, PathTemplate.of(path), handler);
    }

    static Route open(Method method, String path, PublicHandler handler) {
        return new Public(method, PathTemplate.of(path), handler);
    }

    @FunctionalInterface
    interface ProtectedHandler {
        Response handle(Request request, Viewer viewer) throws IOException;
    }

    @FunctionalInterface
    interface SignedHandler {
        Response handle(Request request, SignedObject object) throws IOException;
    }

    @FunctionalInterface
    interface PublicHandler {
        Response handle(Request request) throws IOException;
    }
}
