package dev.tunebook.store.runs;

import java.util.Arrays;
import java.util.Optional;

/// The fixed attributes of a run that filters and orders may name. Times are ISO-8601 text in UTC.
public enum RunAttribute {
    NAME("name"),
    DISPLAY_NAME("displayName"),
    STATE("state"),
    TAGS("tags"),
    GROUP("group"),
    JOB_TYPE("jobType"),
    USERNAME("username"),
    HOST("host"),
    COMMIT("commit"),
    CREATED_AT("createdAt"),
    HEARTBEAT_AT("heartbeatAt"),
    UPDATED_AT("updatedAt"),
    /// Seconds from creation to the last heartbeat.
    DURATION("duration"),
    NOTES("notes"),
    DESCRIPTION("description"),
    SWEEP("sweep");

    private final String spelling;

    RunAttribute(String spelling) {
        this.spelling = spelling;
    }

    public String spelling() {
        return spelling;
    }

    /// Camel or snake case; `user` is `username`.
    static Optional<RunAttribute> of(String text) {
        var wanted = text.equals("user") ? "username" : text.replace("_", "");
        return Arrays.stream(values())
                .filter(attribute -> attribute.spelling.equalsIgnoreCase(wanted))
                .findFirst();
    }
}
