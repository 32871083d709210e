package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run was made from. It is written last, so a run that has it is complete; while it stays equal
/// nothing is written.
///
/// @param version of the sync that made the run: a later one makes it again
/// @param job a digest of the job's fields
/// @param lastEvent id of the newest event; empty when the provider has none
/// @param eventsEnded whether the job had ended so long before that no event follows `lastEvent`: while the job stays
/// the same, nobody needs to ask for one
/// @param files ids of the job's files whose content was stored, sorted
public record Fingerprint(int version, String job, String lastEvent, boolean eventsEnded, List<String> files) {
    /// Under which key a run's summary keeps it.
    public static final String KEY = "tunebook_sync";

    /// Raise it when runs made by an earlier sync should be made again.
    public static final int VERSION = 1;

    /// A guess that moves while the job does not.
    private static final String VOLATILE = "estimated_finish";

    public Fingerprint {
        files = List.copyOf(new TreeSet<>(files));
    }

    public static Fingerprint of(FineTuneJob job, String lastEvent, boolean eventsEnded, Collection<String> files) {
        return new Fingerprint(VERSION, digest(job.raw().tree()), lastEvent, eventsEnded, new ArrayList<>(files));
    }

    /// Whether it is the fingerprint of a run after whose last event none comes, and the job is as it was.
    boolean hasAllEventsOf(FineTuneJob sameJob) {
        return eventsEnded && job.equals(digest(sameJob.raw().tree()));
    }

    /// Whether two looks at a job saw the same.
    static boolean areEqual(FineTuneJob one, FineTuneJob other) {
        return digest(one.raw().tree()).equals(digest(other.raw().tree()));
    }

    /// The key order and the spelling of numbers differ between two reads of the same job, so neither counts.
    private static String digest(ObjectNode job) {
        StringBuilder canonical = new StringBuilder();
        write(job.deepCopy().without(VOLATILE), canonical);
        return Digests.hexSha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            out.append('{');
            new TreeMap<>(Json.members(node)).forEach((name, value) -> {
                out.append(name.length()).append(':').append(name);
                write(value, out);
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(item -> write(item, out));
            out.append(']');
        } else if (node.isNumber() && Double.isFinite(Json.asDouble(node))) {
            BigDecimal number = node.decimalValue();
            out.append('#')
                    .append(
                            number.signum() == 0
                                    ? "0"
                                    : number.stripTrailingZeros().toString());
        } else {
            String text = node.toString();
            out.append(text.length()).append(':').append(text);
        }
    }

    /// As it stands in the summary.
    public ObjectNode toJson() {
        ObjectNode node = Json.object();
        node.put("version", version);
        node.put("job", job);
        node.put("last_event", lastEvent);
        node.put("events_ended", eventsEnded);
        ArrayNode ids = node.putArray("files");
        files.forEach(ids::add);
        return node;
    }

    /// Empty when it is not one: a run of another program.
    public static Optional<Fingerprint> parse(JsonNode node) {
        if (!node.path("version").isInt()
                || !node.path("job").isString()
                || !node.path("files").isArray()) {
            return Optional.empty();
        }
        List<String> files = new ArrayList<>();
        node.path("files").forEach(file -> files.add(file.asString("")));
        return Optional.of(new Fingerprint(
                node.path("version").intValue(),
                node.path("job").stringValue(),
                node.path("last_event").asString(""),
                node.path("events_ended").asBoolean(false),
                files));
    }
}
