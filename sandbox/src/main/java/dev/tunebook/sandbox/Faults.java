package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Faults as data: which requests go wrong, how, and how often.
///
/// ```java
/// sandbox.faults().onPath("/files/.*/content").times(2).status(404);   // then present
/// sandbox.faults().onNth(3).drop();                                    // the third request from now
/// sandbox.faults().onPath("/fine_tuning/jobs").always().rateLimited(Optional.of("1"));
/// ```
public final class Faults {

    private static final int FOREVER = Integer.MAX_VALUE;

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch cleared = new CountDownLatch(1);

    Faults() {}

    /// Requests whose path, without the version in front, matches this regular expression as a whole; once.
    public Rule onPath(String path) {
        Pattern pattern = Pattern.compile(path);
        return on(request -> pattern.matcher(request.path()).matches());
    }

    /// The nth request from now on, from 1, whatever it asks for.
    public Rule onNth(int n) {
        return onEach().skipping(n - 1);
    }

    /// Any request; once.
    public Rule onEach() {
        return on(request -> true);
    }

    /// Requests that satisfy a condition; their status is 0 here. Once.
    public Rule on(Predicate<LoggedRequest> condition) {
        return new Rule(condition);
    }

    /// Ends all faults, and lets go of those who wait.
    public void clear() {
        rules.clear();
        CountDownLatch waiting = cleared;
        cleared = new CountDownLatch(1);
        waiting.countDown();
    }

    Optional<Fault> next(LoggedRequest request) {
        for (Rule rule : rules) {
            Optional<Fault> fault = rule.take(request);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    void awaitClear() throws InterruptedException {
        cleared.await();
    }

    /// A fault in the making, then in force.
    public final class Rule {

        private final Predicate<LoggedRequest> condition;
        private int toSkip;
        private int remaining = 1;
        private int happened;
        private Fault fault = new Fault.Dropped();

        private Rule(Predicate<LoggedRequest> condition) {
            this.condition = condition;
        }

        /// Lets this many matching requests through first.
        public Rule skipping(int count) {
            toSkip = count;
            return this;
        }

        public Rule times(int count) {
            remaining = count;
            return this;
        }

        public Rule always() {
            return times(FOREVER);
        }

        /// An error with a body like the provider's.
        public Rule status(int status) {
            String code = status >= 500 ? "server_error" : "sandbox_fault";
            return answer(
                    status,
                    Map.of("Content-Type", "application/json"),
                    Json.write(Refusal.body("The sandbox was told to answer " + status, null, code)));
        }

        /// 429 with or without `Retry-After`, whose value is seconds or an HTTP date.
        public Rule rateLimited(Optional<String> retryAfter) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json");
            retryAfter.ifPresent(value -> headers.put("Retry-After", value));
            return answer(
                    429,
                    headers,
                    Json.write(Refusal.body(
                            "This fine-tune request has been rate-limited.", null, "rate_limit_exceeded")));
        }

        /// A page of HTML, as the edge in front of a provider sends it.
        public Rule html(int status) {
            return answer(
                    status,
                    Map.of("Content-Type", "text/html; charset=UTF-8"),
                    "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>");
        }

        /// Any answer at all.
        public Rule answer(int status, Map<String, String> headers, String body) {
            return inForce(new Fault.Status(status, Map.copyOf(headers), body));
        }

        /// The true answer, cut off in the middle.
        public Rule truncate() {
            return inForce(new Fault.Truncated());
        }

        /// No answer, the connection closed.
        public Rule drop() {
            return inForce(new Fault.Dropped());
        }

        /// No answer, the connection open.
        public Rule timeOut() {
            return inForce(new Fault.TimeOut());
        }

        /// How often it happened.
        public synchronized int happened() {
            return happened;
        }

        private Rule inForce(Fault value) {
            fault = value;
            rules.add(this);
            return this;
        }

        private synchronized Optional<Fault> take(LoggedRequest request) {
            if (remaining == 0 || !condition.test(request)) {
                return Optional.empty();
            }
            if (toSkip > 0) {
                toSkip--;
                return Optional.empty();
            }
            remaining -= remaining == FOREVER ? 0 : 1;
            happened++;
            return Optional.of(fault);
        }
    }
}
