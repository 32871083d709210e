package dev.tunebook.server.admin;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Page;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A route below `/admin/v1`, for server administrators only.
final class AdminRoute {
    private static final String BASE = "/admin/v1";
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private AdminRoute() {}

    @FunctionalInterface
    interface Handler {
        Response handle(Request request, Viewer.User administrator) throws IOException;
    }

    static Route of(Method method, String path, Handler handler) {
        return Route.guarded(method, BASE + path, (request, viewer) -> handler.handle(request, administrator(viewer)));
    }

    /// 201 for something new, 200 for what was there and is now complete.
    static <T> Response upserted(Upserted<T> result, Function<T, Map<String, Object>> shown) {
        return Response.json(result.inserted() ? 201 : 200, shown.apply(result.value()));
    }

    /// 204, or 404 when there was nothing.
    static Response deleted(boolean was, String what) {
        if (!was) {
            throw HttpFailure.notFound("There is no " + what + ".");
        }
        return Response.empty(204);
    }

    static Page.Request page(Request request) {
        int limit = request.query("limit", USUAL);
        if (limit < 1 || limit > MOST) {
            throw HttpFailure.badRequest(
                    "invalid_parameter", "The parameter 'limit' is " + limit + "; ask for 1 to " + MOST + ".");
        }
        return new Page.Request(request.query("cursor"), limit);
    }

    static <T> Response listed(String name, Page<T> page, Function<T, Map<String, Object>> shown) {
        List<Map<String, Object>> rows = page.nodes().stream().map(shown).toList();
        return Response.json(
                page.more()
                        ? Map.of(name, rows, "cursor", page.endCursor().orElse(""), "total", page.total())
                        : Map.of(name, rows, "total", page.total()));
    }

    private static Viewer.User administrator(Viewer viewer) {
        if (viewer instanceof Viewer.User user && user.administrator()) {
            return user;
        }
        throw HttpFailure.forbidden("This needs a server administrator's key.");
    }
}
