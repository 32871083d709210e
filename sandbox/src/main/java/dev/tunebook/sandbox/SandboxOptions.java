package dev.tunebook.sandbox;

import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a sandbox behaves.
///
/// @param seed decides every id and every number that is made up
/// @param clock the time jobs live in
/// @param speed how many times faster than the clock they live
/// @param apiKey what requests must carry as bearer token (or, as on Azure, in `api-key`)
/// @param organizationId shown in headers and jobs
/// @param maximumLimit the largest `limit` of jobs, events and checkpoints; the real one is not documented
/// @param clampsLimit whether a larger one is cut down; otherwise it is refused with 400
/// @param sendsHasMore whether lists say `has_more`; some servers leave it out
/// @param refusesUnknownCursor whether an unknown `after` is refused with 400; otherwise the page is empty.
/// What
/// OpenAI does is not known
/// @param gzip whether answers are compressed for clients that take it
/// @param rateLimit when answers become 429
/// @param habits what jobs created through the API do otherwise: dialect, result layout, density of events ...
/// @param latency how long every answer takes at least, in real time
public record SandboxOptions(
        long seed,
        Clock clock,
        double speed,
        String apiKey,
        String organizationId,
        int maximumLimit,
        boolean clampsLimit,
        boolean sendsHasMore,
        boolean refusesUnknownCursor,
        boolean gzip,
        Optional<RateLimit> rateLimit,
        UnaryOperator<JobScriptBuilder> habits,
        Duration latency) {

    public static final long DEFAULT_SEED = 7;

    public SandboxOptions {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed is " + speed + "; it must be above zero, 1 is real time");
        }
        if (maximumLimit < 1) {
            throw new IllegalArgumentException("maximumLimit is " + maximumLimit + "; it must be 1 or more");
        }
    }

    /// Real time at normal speed, everything as OpenAI does it as far as that is known.
    public static SandboxOptions defaults() {
        return builder().build();
    }

    /// Starts from the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "SandboxOptions[seed=" + seed + ", speed=" + speed + ", apiKey=***]";
    }

    /// Options in the making.
    public static final class Builder {
        private long seed = DEFAULT_SEED;
        private Clock clock = Clock.systemUTC();
        private double speed = 1;
        private String apiKey = "sk-sandbox-local-key";
        private String organizationId = "org-sandbox";
        private int maximumLimit = 100;
        private boolean clampsLimit = true;
        private boolean sendsHasMore = true;
        private boolean refusesUnknownCursor = true;
        private boolean gzip = true;
        private Optional<RateLimit> rateLimit = Optional.empty();
        private UnaryOperator<JobScriptBuilder> habits = UnaryOperator.identity();
        private Duration latency = Duration.ZERO;

        private Builder() {}

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        public Builder speed(double value) {
            speed = value;
            return this;
        }

        public Builder apiKey(String value) {
            apiKey = value;
            return this;
        }

        public Builder organizationId(String value) {
            organizationId = value;
            return this;
        }

        /// The largest `limit`, and whether a larger one is cut down or refused.
        public Builder maximumLimit(int value, boolean clamps) {
            maximumLimit = value;
            clampsLimit = clamps;
            return this;
        }

        public Builder sendsHasMore(boolean value) {
            sendsHasMore = value;
            return this;
        }

        public Builder refusesUnknownCursor(boolean value) {
            refusesUnknownCursor = value;
            return this;
        }

        public Builder gzip(boolean value) {
            gzip = value;
            return this;
        }

        public Builder rateLimit(RateLimit value) {
            rateLimit = Optional.of(value);
            return this;
        }

        /// What jobs created through the API do otherwise.
        public Builder habits(UnaryOperator<JobScriptBuilder> value) {
            habits = value;
            return this;
        }

        public Builder latency(Duration value) {
            latency = value;
            return this;
        }

        public SandboxOptions build() {
            return new SandboxOptions(
                    seed,
                    clock,
                    speed,
                    apiKey,
                    organizationId,
                    maximumLimit,
                    clampsLimit,
                    sendsHasMore,
                    refusesUnknownCursor,
                    gzip,
                    rateLimit,
                    habits,
                    latency);
        }
    }
}
