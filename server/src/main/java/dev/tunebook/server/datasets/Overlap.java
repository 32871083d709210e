package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows of one file that stand in another: validation data a model has seen in training.
final class Overlap {
    private static final int EXACT = 0;
    private static final int NORMALISED = 1;
    private static final int SIGNATURE = 2;
    private static final int MOST_PAIRS = 200;

    private Overlap() {}

    /// What rows are compared by.
    ///
    /// @param rows hashes: of the whole, of the normalised text, and the number of the row's signature
    record Keys(RowKeys rows, Likeness likeness) {}

    static Keys keys(InputStream bytes) throws IOException {
        Likeness likeness = new Likeness();
        int[] place = {0};
        RowKeys rows =
                RowKeys.of(bytes, RowText::exact, RowText::normalised, example -> likeness.add(place[0]++, example));
        return new Keys(rows, likeness);
    }

    /// `{"rows", "exact", "near", "alike", "compared", "pairs": [{"row", "line", "otherRow", "otherLine", "kind",
    /// "share"}]}`: `exact`, `near` and `alike` count rows of this file, each once; `near` those that are equal
    /// only when normalised, `alike` those that share most of their text, of the `compared` ones.
    static ObjectNode of(Keys file, Keys other) {
        Map<Long, Integer> exact = firstPlaces(other.rows(), EXACT);
        Map<Long, Integer> normalised = firstPlaces(other.rows(), NORMALISED);
        Likeness.Index index = other.likeness().index();
        RowKeys rows = file.rows();
        ArrayNode pairs = Json.array();
        int[] counts = new int[Kind.values().length];
        for (int i = 0; i < rows.size(); i++) {
            Optional<Match> found = match(rows, i, exact, normalised);
            if (found.isEmpty() && rows.hashes()[SIGNATURE].get(i) >= 0) {
                found = index.mostAlike(file.likeness().signature(rows.hashes()[SIGNATURE].get(i)))
                        .map(alike -> new Match(Kind.ALIKE, alike.place(), alike.share()));
            }
            if (found.isPresent()) {
                Match match = found.get();
                // Those that prove something are not crowded out by those that only look like it.
                if (counts[match.kind().ordinal()]++ < MOST_PAIRS) {
                    pairs.addObject()
                            .put("row", rows.rows().get(i))
                            .put("line", rows.lines().get(i))
                            .put("otherRow", other.rows().rows().get(match.place()))
                            .put("otherLine", other.rows().lines().get(match.place()))
                            .put("kind", match.kind().name().toLowerCase(Locale.ROOT))
                            .put("share", Math.round(match.share() * 100) / 100.0);
                }
            }
        }
        ObjectNode json = Json.object()
                .put("rows", rows.size())
                .put("exact", counts[Kind.EXACT.ordinal()])
                .put("near", counts[Kind.NEAR.ordinal()])
                .put("alike", counts[Kind.ALIKE.ordinal()])
                .put("compared", file.likeness().size());
        json.set("pairs", pairs);
        return json;
    }

    private enum Kind {
        EXACT,
        NEAR,
        ALIKE
    }

    /// @param place of the row of the other file
    private record Match(Kind kind, int place, double share) {}

    private static Optional<Match> match(RowKeys rows, int i, Map<Long, Integer> exact, Map<Long, Integer> normalised) {
        return Optional.ofNullable(exact.get(rows.hashes()[EXACT].get(i)))
                .map(place -> new Match(Kind.EXACT, place, 1))
                .or(() -> Optional.ofNullable(normalised.get(rows.hashes()[NORMALISED].get(i)))
                        .map(place -> new Match(Kind.NEAR, place, 1)));
    }

    private static Map<Long, Integer> firstPlaces(RowKeys keys, int function) {
        Map<Long, Integer> places = new HashMap<>(keys.size() * 2);
        for (int i = 0; i < keys.size(); i++) {
            places.putIfAbsent(keys.hashes()[function].get(i), i);
        }
        return places;
    }
}
