package dev.tunebook.finetune.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The result file of a job: a CSV of metrics by step, plain or Base64, in whatever columns the provider chose.
///
/// Cells without a value are left out, and so are Azure's -1 in validation losses and accuracies; the text column
/// `timestamp` becomes the time of the row; other text is left out.
///
/// @param encoding how the file was written
/// @param columns the header as written; empty for an empty file
/// @param rows by step, each step once: where a file repeats a step, its later cells count
/// @param unreadableRows lines that have no whole number as their step
public record ResultFile(Encoding encoding, List<String> columns, List<MetricRow> rows, int unreadableRows) {

    private static final String STEP = "step";
    private static final CsvReader.CsvReaderBuilder CSV =
            CsvReader.builder().allowExtraFields(true).allowMissingFields(true);
    private static final String STEP_IN_BASE64 = "c3RlcC";
    private static final String MARKED_STEP_IN_BASE64 = "77u/c3Rl";
    private static final String QUOTED_STEP_IN_BASE64 = "InN0ZXAi";

    /// How a result file is written.
    public enum Encoding {
        PLAIN,
        BASE64
    }

    public ResultFile {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    /// Parses a result file. An empty file, and one with only a header, has no rows.
    ///
    /// @throws FormatException `not_a_results_file` if it is neither a CSV that starts with `step` nor
    /// Base64 of
    /// one
    public static ResultFile parse(byte[] content) {
        String text = clean(content);
        if (text.isEmpty() || startsWithStep(text)) {
            return parse(Encoding.PLAIN, text, content);
        }
        if (text.startsWith(STEP_IN_BASE64)
                || text.startsWith(MARKED_STEP_IN_BASE64)
                || text.startsWith(QUOTED_STEP_IN_BASE64)) {
            return parse(Encoding.BASE64, decode(text, content), content);
        }
        throw notResults(content);
    }

    private static String clean(byte[] content) {
        return RawJson.stripByteOrderMark(new String(content, StandardCharsets.UTF_8))
                .strip();
    }

    private static boolean startsWithStep(String text) {
        return text.equals(STEP)
                || text.startsWith("step,")
                || text.startsWith("step\n")
                || text.startsWith("step\r")
                || text.startsWith("\"step\"");
    }

    // The strict decoder: a lenient one skips what is not Base64 and makes garbage of a plain file.
    private static String decode(String text, byte[] content) {
        try {
            String decoded = clean(Base64.getDecoder().decode(text));
            if (startsWithStep(decoded)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw notResults(content);
        }
        throw notResults(content);
    }

    private static FormatException notResults(byte[] content) {
        String start = HexFormat.ofDelimiter(" ").formatHex(content, 0, Math.min(12, content.length));
        return new FormatException(
                "not_a_results_file",
                "A result file starts with `step`, or is the Base64 of such a file; this one has " + content.length
                        + " bytes and starts with (hexadecimal) " + start);
    }

    private static ResultFile parse(Encoding encoding, String csv, byte[] content) {
        Rows rows = new Rows();
        try (CsvReader<CsvRecord> reader = CSV.ofCsvRecord(csv)) {
            reader.forEach(line -> rows.add(line.getFields()));
        } catch (CsvParseException e) {
            throw notResults(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory cannot fail", e);
        }
        return new ResultFile(encoding, rows.columns, rows.sorted(), rows.unreadable);
    }

    /// The lines of a file, taken one by one.
    private static final class Rows {
        private List<String> columns = List.of();
        private boolean renames;
        private boolean sawHeader;
        private int unreadable;
        private final CompactRows.Builder ascending = new CompactRows.Builder();
        // From the first line on that does not follow in order.
        private final TreeMap<Long, MetricRow> others = new TreeMap<>();

        void add(List<String> line) {
            if (!sawHeader) {
                sawHeader = true;
                columns = line.stream().map(String::strip).toList();
                renames = !MetricNames.areDistinct(columns);
                return;
            }
            Optional<MetricRow> row = row(columns, line, renames);
            unreadable += row.isPresent() ? 0 : 1;
            row.ifPresent(found -> {
                if (!ascending.add(found)) {
                    others.merge(found.step(), found, MetricRow::with);
                }
            });
        }

        List<MetricRow> sorted() {
            List<MetricRow> inOrder = ascending.build();
            if (others.isEmpty()) {
                return inOrder;
            }
            TreeMap<Long, MetricRow> all = new TreeMap<>();
            inOrder.forEach(row -> all.put(row.step(), row));
            others.forEach((step, row) -> all.merge(step, row, MetricRow::with));
            CompactRows.Builder rows = new CompactRows.Builder();
            all.values().forEach(rows::add);
            return rows.build();
        }
    }

    private static Optional<MetricRow> row(List<String> columns, List<String> line, boolean renames) {
        OptionalLong step = OptionalLong.empty();
        Optional<Instant> time = Optional.empty();
        Map<String, Number> metrics = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(columns.size(), line.size()); i++) {
            String column = columns.get(i);
            String cell = line.get(i).strip();
            if (column.equals(STEP)) {
                step = step(cell);
            } else if (column.equals("timestamp")) {
                time = instant(cell);
            } else {
                Optional<Number> value = Numbers.of(cell).filter(number -> !isMissing(column, number));
                value.ifPresent(number -> metrics.put(renames ? MetricNames.inHistory(column) : column, number));
            }
        }
        return step.isEmpty() ? Optional.empty() : Optional.of(new MetricRow(step.getAsLong(), time, metrics));
    }

    private static OptionalLong step(String cell) {
        Optional<Number> number = Numbers.of(cell);
        return number.isPresent() && number.get().doubleValue() == number.get().longValue()
                ? OptionalLong.of(number.get().longValue())
                : OptionalLong.empty();
    }

    private static Optional<Instant> instant(String cell) {
        try {
            return Optional.of(Instant.parse(cell));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    // Azure writes -1 for "no value"; a loss, an accuracy or an error rate is never negative, a reward may be.
    private static boolean isMissing(String column, Number value) {
        return value.doubleValue() == -1
                && (column.startsWith("valid_") || column.startsWith("full_valid_") || column.startsWith("validation_"))
                && (column.endsWith("loss") || column.endsWith("accuracy") || column.endsWith("error_rate"));
    }
}
