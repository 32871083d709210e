package dev.tunebook.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From a call to its answer: the key, the route, the endpoint, errors.
final class Api {

    /// What a route does; the parameters are the variable parts of the path.
    private interface Handler {
        Answer answer(Call call, List<String> parameters);
    }

    private record Route(String method, Pattern path, Handler handler) {}

    private final SandboxOptions options;
    private final List<Route> routes = new ArrayList<>();

    Api(Account account, SandboxOptions options) {
        this.options = options;
        ModelEndpoints models = new ModelEndpoints(account, options);
        addJobs(new JobEndpoints(account, options), new JobCreation(account, models, options));
        addFiles(new FileEndpoints(account, options));
        route("GET", "/models", (call, path) -> models.list());
        route("GET", "/models/(.+)", (call, path) -> models.retrieve(path.getFirst()));
        route("DELETE", "/models/(.+)", (call, path) -> models.delete(path.getFirst()));
        Permissions permissions = new Permissions(account, options);
        String checkpoint = "/fine_tuning/checkpoints/(.+)/permissions";
        route("GET", checkpoint, (call, path) -> permissions.list(call, path.getFirst()));
        route("POST", checkpoint, (call, path) -> permissions.create(call, path.getFirst()));
        route("DELETE", checkpoint + "/([^/]+)", (call, path) -> permissions.delete(path.getFirst(), path.get(1)));
    }

    private void addJobs(JobEndpoints jobs, JobCreation creation) {
        String one = "/fine_tuning/jobs/([^/]+)";
        route("GET", "/fine_tuning/jobs", (call, path) -> jobs.list(call));
        route("POST", "/fine_tuning/jobs", (call, path) -> creation.create(call));
        // An empty id: the real service sends the client to the list, over plain http at that.
        route(
                "GET",
                "/fine_tuning/jobs/",
                (call, path) ->
                        new Answer(307, Map.of("Location", "http://api.openai.com/v1/fine_tuning/jobs"), new byte[0]));
        route("GET", one, (call, path) -> jobs.retrieve(path.getFirst()));
        route("POST", one + "/cancel", (call, path) -> jobs.cancel(path.getFirst()));
        route("POST", one + "/pause", (call, path) -> jobs.pause(path.getFirst()));
        route("POST", one + "/resume", (call, path) -> jobs.resume(path.getFirst()));
        route("GET", one + "/events", (call, path) -> jobs.events(call, path.getFirst()));
        route("GET", one + "/checkpoints", (call, path) -> jobs.checkpoints(call, path.getFirst()));
    }

    private void addFiles(FileEndpoints files) {
        String one = "/files/([^/]+)";
        route("GET", "/files", (call, path) -> files.list(call));
        route("POST", "/files", (call, path) -> files.upload(call));
        route("GET", one, (call, path) -> files.retrieve(path.getFirst()));
        route("DELETE", one, (call, path) -> files.delete(path.getFirst()));
        route("GET", one + "/content", (call, path) -> files.content(path.getFirst()));
    }

    private void route(String method, String path, Handler handler) {
        routes.add(new Route(method, Pattern.compile(path), handler));
    }

    Answer answer(Call call) {
        try {
            requireKey(call);
            return dispatch(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private void requireKey(Call call) {
        Optional<String> bearer = call.header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
        Optional<String> key = bearer.or(() -> call.header("api-key"));
        if (key.isEmpty()) {
            throw Refusal.unauthorized("You didn't provide an API key. You need to provide your API key in an"
                    + " Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
        }
        if (!key.get().equals(options.apiKey())) {
            throw Refusal.unauthorized("Incorrect API key provided: " + masked(key.get()) + ".");
        }
    }

    private static String masked(String key) {
        return key.length() < 12 ? "***" : key.substring(0, 3) + "***" + key.substring(key.length() - 4);
    }

    private Answer dispatch(Call call) {
        boolean known = false;
        for (Route route : routes) {
            Matcher path = route.path().matcher(call.path());
            if (path.matches()) {
                if (route.method().equals(call.method())) {
                    return route.handler().answer(call, groups(path));
                }
                known = true;
            }
        }
        String where = "(" + call.method() + " " + call.path() + ")";
        throw known
                ? Refusal.of(405, "Not allowed to " + call.method() + " on this URL " + where, null, null)
                : Refusal.of(404, "Invalid URL " + where, null, "unknown_url");
    }

    private static List<String> groups(Matcher path) {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= path.groupCount(); i++) {
            groups.add(path.group(i));
        }
        return groups;
    }
}
