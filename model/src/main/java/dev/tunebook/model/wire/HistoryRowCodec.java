package dev.tunebook.model.wire;

import dev.tunebook.model.HistoryRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A history row as the line of `wandb-history.jsonl`: one object with `_step` (an integer literal, resuming
/// depends on
/// it), `_timestamp` and `_runtime` (seconds, decimal).
public final class HistoryRowCodec {
    public static final String STEP = "_step";
    public static final String TIMESTAMP = "_timestamp";
    public static final String RUNTIME = "_runtime";

    private static final int MICROS = 6;
    private static final int NANOS = 9;

    private HistoryRowCodec() {}

    public static String write(HistoryRow row) {
        return Json.writeExtended(Json.object(members(row)));
    }

    /// The row with its step, time and runtime as members; what a summary takes over.
    public static Map<String, JsonNode> members(HistoryRow row) {
        Map<String, JsonNode> members = Json.members(Json.object(row.values()));
        ObjectNode own = Json.object();
        own.put(STEP, row.step());
        own.put(TIMESTAMP, seconds(row.time().getEpochSecond(), row.time().getNano()));
        own.put(RUNTIME, seconds(row.runtime().getSeconds(), row.runtime().getNano()));
        members.putAll(Json.members(own));
        return members;
    }

    /// @param stepWhenMissing the step of a line that has none, which is the line's index
    public static HistoryRow read(String line, long stepWhenMissing) {
        Map<String, JsonNode> values = Json.members(Json.parseObject(line));
        JsonNode step = values.remove(STEP);
        JsonNode time = values.remove(TIMESTAMP);
        JsonNode runtime = values.remove(RUNTIME);
        Duration sinceEpoch = duration(time);
        return new HistoryRow(
                step != null && step.isNumber() ? step.asLong() : stepWhenMissing,
                Instant.EPOCH.plus(sinceEpoch),
                duration(runtime),
                values);
    }

    private static BigDecimal seconds(long seconds, int nanos) {
        return BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, NANOS)).setScale(MICROS, RoundingMode.FLOOR);
    }

    private static Duration duration(@Nullable JsonNode seconds) {
        if (seconds == null || !seconds.isNumber() || !Double.isFinite(Json.asDouble(seconds))) {
            return Duration.ZERO;
        }
        BigDecimal micros = seconds.asDecimal().movePointRight(MICROS).setScale(0, RoundingMode.HALF_EVEN);
        long most = Long.MAX_VALUE / 1000;
        long bounded = micros.min(BigDecimal.valueOf(most))
                .max(BigDecimal.valueOf(-most))
                .longValue();
        return Duration.ofSeconds(Math.floorDiv(bounded, 1_000_000L), Math.floorMod(bounded, 1_000_000L) * 1000L);
    }
}
