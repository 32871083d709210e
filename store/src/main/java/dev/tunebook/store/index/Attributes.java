package dev.tunebook.store.index;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.runs.RunAttribute;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The fixed attributes of a run as values to compare.
final class Attributes {
    private static final double MICROS = 1e-6;

    private Attributes() {}

    /// @param username of the run's user
    static void fill(Column column, int slot, RunAttribute attribute, RunRow row, Optional<String> username) {
        switch (attribute) {
            case TAGS -> column.set(slot, row.labels().tags());
            case DURATION -> column.set(slot, seconds(row));
            case CREATED_AT, HEARTBEAT_AT, UPDATED_AT -> column.set(slot, micros(time(attribute, row)));
            default ->
                text(attribute, row, username)
                        .ifPresentOrElse(value -> column.set(slot, value), () -> column.clear(slot));
        }
    }

    static Optional<JsonNode> json(RunAttribute attribute, RunRow row, Optional<String> username) {
        return switch (attribute) {
            case TAGS -> Optional.of(Json.tree(row.labels().tags()));
            case DURATION -> Optional.of(Json.tree(seconds(row)));
            case CREATED_AT, HEARTBEAT_AT, UPDATED_AT ->
                Optional.of(Json.tree(time(attribute, row).toString()));
            default -> text(attribute, row, username).map(Json::tree);
        };
    }

    private static Optional<String> text(RunAttribute attribute, RunRow row, Optional<String> username) {
        return switch (attribute) {
            case NAME -> Optional.of(row.name());
            case DISPLAY_NAME -> Optional.of(row.labels().displayName());
            case STATE -> Optional.of(row.status().state().value());
            case GROUP -> row.labels().group();
            case JOB_TYPE -> row.labels().jobType();
            case USERNAME -> username;
            case HOST -> row.origin().host();
            case COMMIT -> row.origin().commit();
            case NOTES -> row.labels().notes();
            case DESCRIPTION -> row.labels().description();
            case SWEEP -> row.origin().sweep();
            case TAGS, CREATED_AT, HEARTBEAT_AT, UPDATED_AT, DURATION -> Optional.empty();
        };
    }

    private static Instant time(RunAttribute attribute, RunRow row) {
        return switch (attribute) {
            case CREATED_AT -> row.status().createdAt();
            case HEARTBEAT_AT -> row.status().heartbeatAt();
            default -> row.status().updatedAt();
        };
    }

    private static double seconds(RunRow row) {
        return Duration.between(row.status().createdAt(), row.status().heartbeatAt())
                        .toNanos()
                / 1e9;
    }

    static boolean isTime(RunAttribute attribute) {
        return attribute == RunAttribute.CREATED_AT
                || attribute == RunAttribute.HEARTBEAT_AT
                || attribute == RunAttribute.UPDATED_AT;
    }

    /// A time as people and programs write it, as the column holds it; without a zone it is UTC.
    static Optional<Double> micros(String text) {
        return Stream.<Function<String, Instant>>of(
                        value -> OffsetDateTime.parse(value).toInstant(),
                        value -> LocalDateTime.parse(value).toInstant(ZoneOffset.UTC),
                        value -> LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC))
                .flatMap(form -> read(form, text.replace(' ', 'T')).stream())
                .findFirst()
                .map(Attributes::micros);
    }

    private static Optional<Instant> read(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Instant instant(double micros) {
        long whole = (long) micros;
        return Instant.ofEpochSecond(Math.floorDiv(whole, 1_000_000L), Math.floorMod(whole, 1_000_000L) * 1_000L);
    }

    private static double micros(Instant time) {
        return Math.rint(time.getEpochSecond() / MICROS + time.getNano() / 1_000);
    }
}
