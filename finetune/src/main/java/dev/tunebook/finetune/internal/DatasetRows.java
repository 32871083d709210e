package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.DatasetFormat;
import dev.tunebook.finetune.format.DatasetLine;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.DatasetSummary;
import dev.tunebook.finetune.format.Example;
import dev.tunebook.finetune.format.Message;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table of a dataset file: one row an example.
///
/// First come the three columns the official importer writes, then what holds for every conversation, then
/// what only preference or reinforcement examples have, last the whole example as JSON.
///
/// @param summary what the file holds, and which of its lines are broken
public record DatasetRows(Path file, DatasetSummary summary, List<String> columns) {
    private static final List<String> OF_ALL =
            List.of("role: system", "role: user", "role: assistant", "line", "roles", "message count", "has tools");

    /// Pictures as `data:` addresses can make an example huge; the file itself is stored beside the table.
    private static final int LONGEST_CELL = 200_000;

    /// Reads the file once, to know its columns.
    public static DatasetRows of(Path file) {
        DatasetSummary summary = read(file, DatasetSummary::of);
        List<String> columns = new ArrayList<>(OF_ALL);
        if (summary.examples().containsKey(DatasetFormat.PREFERENCE)) {
            columns.add("preferred");
            columns.add("non preferred");
        }
        if (summary.examples().containsKey(DatasetFormat.REINFORCEMENT)) {
            columns.add("item");
        }
        columns.add("example");
        return new DatasetRows(file, summary, List.copyOf(columns));
    }

    /// Whether a table says more than the file: not for a file without any example of a known kind.
    public boolean isTable() {
        return summary.format() != DatasetFormat.UNKNOWN;
    }

    /// Reads the file again into a table, as far as one can be; empty where none says more than the file.
    public Optional<Table> table() {
        if (!isTable()) {
            return Optional.empty();
        }
        Table table = new Table(columns);
        forEach(row -> {
            if (table.rowCount() < Table.MOST_ROWS) {
                table.addRow(row);
            }
        });
        return Optional.of(table);
    }

    /// Reads the file again and hands out its rows, in the order of [#columns].
    public void forEach(Consumer<List<@Nullable Object>> row) {
        read(file, lines -> {
            while (lines.hasNext()) {
                if (lines.next() instanceof DatasetLine.Readable readable) {
                    row.accept(row(readable.line(), readable.example()));
                }
            }
            return summary;
        });
    }

    private static <T> T read(Path file, Function<DatasetReader, T> use) {
        try (DatasetReader lines = new DatasetReader(Files.newInputStream(file))) {
            return use.apply(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the downloaded dataset", e);
        }
    }

    private List<@Nullable Object> row(long line, Example example) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (String column : columns) {
            cells.add(cell(column, line, example));
        }
        return cells;
    }

    private static @Nullable Object cell(String column, long line, Example example) {
        switch (column) {
            case "role: system":
                return rendered(example.first("system").or(() -> example.first("developer")));
            case "role: user":
                return example instanceof Example.Completion completion
                        ? completion.prompt()
                        : rendered(example.last("user"));
            case "role: assistant":
                return answer(example);
            case "line":
                return line;
            case "roles":
                return example.messages().stream().map(Message::role).collect(Collectors.joining(", "));
            case "message count":
                return (long) example.messages().size();
            case "has tools":
                return !example.tools().isEmpty();
            case "preferred":
                return example instanceof Example.Preference pair ? rendered(pair.preferred()) : null;
            case "non preferred":
                return example instanceof Example.Preference pair ? rendered(pair.rejected()) : null;
            case "item":
                return example instanceof Example.Reinforcement task ? Json.write(Json.object(task.item())) : null;
            default:
                String text = example.raw().text();
                return text.length() <= LONGEST_CELL
                        ? text
                        : "(" + text.length() + " characters: see line " + line + " of the file)";
        }
    }

    private static @Nullable Object answer(Example example) {
        if (example instanceof Example.Completion completion) {
            return completion.completion();
        }
        return example instanceof Example.Preference pair
                ? rendered(pair.preferred())
                : rendered(example.last("assistant"));
    }

    private static @Nullable String rendered(Optional<Message> message) {
        return message.map(Message::rendered).orElse(null);
    }

    private static String rendered(List<Message> messages) {
        return messages.stream().map(Message::rendered).collect(Collectors.joining("\n"));
    }
}
