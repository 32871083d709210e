package dev.tunebook.server.datasets;

import dev.tunebook.finetune.format.DatasetFormat;
import dev.tunebook.finetune.format.DatasetLine;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.Example;
import dev.tunebook.finetune.format.Message;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a data file holds, found in one pass. Memory grows by some seventy bytes a row up to [#COMPARED] rows, and not
/// beyond.
final class Insight {
    /// Rows beyond are counted, but not compared.
    static final int COMPARED = 2_000_000;

    private static final int MOST_ERRORS = 500;
    private static final int MOST_ROLES = 50;
    private static final int MOST_PROMPTS = 10_000;

    private final Map<DatasetFormat, Long> formats = new EnumMap<>(DatasetFormat.class);
    private final Map<DatasetFormat, List<Place>> placesOf = new EnumMap<>(DatasetFormat.class);
    private final Map<String, Long> problems = new TreeMap<>();
    private final List<Problem> shown = new ArrayList<>();
    private final Map<String, Long> roles = new LinkedHashMap<>();
    private final Set<Long> prompts = new HashSet<>();
    private final Spread turns = new Spread(COMPARED);
    private final Spread tokens = new Spread(COMPARED);
    private final Longs exact = new Longs();
    private final Longs normalised = new Longs();
    private final Longs numbers = new Longs();
    private final Longs lines = new Longs();
    private final LanguageMix languages = new LanguageMix();
    private long rows;
    private long broken;
    private long trained;
    private long withTools;

    /// @param row from 0
    /// @param line from 1
    private record Place(long row, long line) {}

    private record Problem(Place place, String code, String detail) {}

    private Insight() {}

    /// Reads the file to its end; interrupting the thread ends it with a [CancellationException].
    static ObjectNode of(InputStream bytes) throws IOException {
        Insight insight = new Insight();
        try (DatasetReader reader = new DatasetReader(bytes)) {
            while (reader.hasNext()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException();
                }
                insight.add(reader.next());
            }
        }
        return insight.toJson();
    }

    private void add(DatasetLine line) {
        Place place = new Place(rows++, line.line());
        switch (line) {
            case DatasetLine.Broken found -> {
                broken++;
                problem(place, "broken", found.reason());
            }
            case DatasetLine.Readable found -> add(place, found.example());
        }
    }

    private void add(Place place, Example example) {
        formats.merge(example.format(), 1L, Long::sum);
        List<Place> ofFormat = placesOf.computeIfAbsent(example.format(), format -> new ArrayList<>());
        if (ofFormat.size() < MOST_ERRORS) {
            ofFormat.add(place);
        }
        RowCheck.problems(example).forEach(code -> problem(place, code, ""));
        List<Message> messages = RowText.turns(example).toList();
        turns.add(messages.stream()
                .filter(message -> !RowText.isInstruction(message))
                .count());
        messages.forEach(message -> {
            if (roles.containsKey(message.role()) || roles.size() < MOST_ROLES) {
                roles.merge(message.role(), 1L, Long::sum);
            }
        });
        withTools += example.tools().isEmpty() ? 0 : 1;
        prompt(messages);
        Tokens.Count count = Tokens.of(example);
        tokens.add(count.all());
        trained += count.trained();
        if (exact.size() < COMPARED) {
            exact.add(RowText.exact(example));
            normalised.add(RowText.normalised(example));
            numbers.add(place.row());
            lines.add(place.line());
        }
        languages.add(asked(example));
    }

    /// What people wrote: answers may be in the language of a format.
    private static String asked(Example example) {
        return example instanceof Example.Completion completion
                ? completion.prompt()
                : example.messages().stream()
                        .filter(message -> message.role().equals("user"))
                        .map(Message::text)
                        .collect(Collectors.joining("\n"));
    }

    private void prompt(List<Message> messages) {
        String prompt = messages.stream()
                .filter(RowText::isInstruction)
                .map(Message::text)
                .collect(Collectors.joining("\n"));
        if (!prompt.isEmpty() && prompts.size() < MOST_PROMPTS) {
            prompts.add(RowText.hash(prompt));
        }
    }

    private void problem(Place place, String code, String detail) {
        problems.merge(code, 1L, Long::sum);
        if (shown.size() < MOST_ERRORS) {
            shown.add(new Problem(place, code, detail));
        }
    }

    private ObjectNode toJson() {
        DatasetFormat format = format();
        placesOf.forEach((other, places) -> {
            if (other != format && other != DatasetFormat.UNKNOWN) {
                problems.merge("other_format", formats.getOrDefault(other, 0L), Long::sum);
                places.forEach(place -> shown.add(new Problem(place, "other_format", other.wireName())));
            }
        });
        ObjectNode json = Json.object()
                .put("format", format.wireName())
                .put("rows", rows)
                .put("broken", broken)
                .put("compared", exact.size())
                .put("systemPrompts", prompts.size())
                .put("withTools", withTools)
                .put("trainedTokens", trained)
                .put("encoding", Tokens.ENCODING);
        ObjectNode byFormat = json.putObject("formats");
        formats.forEach((each, count) -> byFormat.put(each.wireName(), count));
        json.set("roles", Json.tree(roles));
        json.set("turns", turns.toJson());
        json.set("tokens", tokens.toJson());
        json.set("languages", languages.toJson());
        json.set("problems", Json.tree(problems));
        json.set("errors", errors());
        json.set("duplicates", Repeats.of(exact, numbers, lines));
        json.set("nearDuplicates", Repeats.of(normalised, numbers, lines));
        return json;
    }

    private DatasetFormat format() {
        return formats.entrySet().stream()
                .max(Map.Entry.<DatasetFormat, Long>comparingByValue()
                        .thenComparing(
                                Map.Entry.<DatasetFormat, Long>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(DatasetFormat.UNKNOWN);
    }

    private ArrayNode errors() {
        ArrayNode errors = Json.array();
        shown.stream()
                .sorted((one, other) ->
                        Long.compare(one.place().row(), other.place().row()))
                .limit(MOST_ERRORS)
                .forEach(problem -> errors.addObject()
                        .put("row", problem.place().row())
                        .put("line", problem.place().line())
                        .put("code", problem.code())
                        .put("detail", problem.detail()));
        return errors;
    }
}
