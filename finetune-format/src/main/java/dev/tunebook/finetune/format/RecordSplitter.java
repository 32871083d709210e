package dev.tunebook.finetune.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Cuts a stream of text into JSON objects by their brackets, without parsing them.
///
/// It notices only what decides where a record ends: strings left open at the end of a line, brackets that
/// do not
/// match, and a
/// value that follows another without a comma. Behind such a fault the next record is the next line whose
/// `{` stands as
/// far to
/// the right as that of the faulty record, so that the inside of a pretty-printed object is not taken for
/// records.
final class RecordSplitter {

    /// A record.
    ///
    /// @param line where it starts, from 1
    /// @param text from its `{` to its `}`; empty when there is a problem
    /// @param first whether nothing stands before it on its line and no list is open: a reader that begins at that
    ///     line finds the same records
    record Slice(long line, String text, Optional<String> problem, boolean first) {}

    private static final int LONGEST_RECORD = 256 << 20;
    private static final int END = -1;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int position;
    private int filled;

    private long line;
    private int column;
    private boolean atStart = true;
    private boolean inArray;

    /// @param firstLine the number of the line the reader begins with
    RecordSplitter(Reader reader, long firstLine) {
        this.reader = reader;
        this.line = firstLine;
    }

    void close() throws IOException {
        reader.close();
    }

    /// The next record; empty at the end.
    Optional<Slice> next() throws IOException {
        while (true) {
            int c = peek();
            if (c == END) {
                return Optional.empty();
            }
            if (c == '{') {
                atStart = false;
                return Optional.of(record());
            }
            if (c == '[' && atStart) {
                inArray = true;
                atStart = false;
                read();
            } else if (isSpace(c) || c == '\uFEFF' && atStart) {
                read();
            } else if (inArray && (c == ',' || c == ']')) {
                inArray = c == ',';
                read();
            } else {
                atStart = false;
                long start = line;
                skipLine();
                return broken(start, "not a JSON object");
            }
        }
    }

    private Slice record() throws IOException {
        long start = line;
        int indentation = column;
        Brackets brackets = new Brackets();
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = peek();
            Optional<String> problem = c == END
                    ? Optional.of("the file ends within the record")
                    : text.length() >= LONGEST_RECORD
                            ? Optional.of("longer than " + LONGEST_RECORD + " characters")
                            : brackets.accept((char) c, line, column + 1).or(() -> cutOff(c, start, indentation, text));
            if (problem.isPresent()) {
                resynchronise(start, indentation);
                return broken(start, problem.get()).orElseThrow();
            }
            text.append((char) read());
            if (brackets.depth() == 0) {
                return ended(start, text, indentation == 0 && !inArray);
            }
        }
    }

    /// A record that began on a line with more than its `{` is one line; where the next line begins a record
    /// before it is closed, it was cut off.
    private Optional<String> cutOff(int c, long start, int indentation, StringBuilder text) {
        if (c != '{' || line == start || column > indentation) {
            return Optional.empty();
        }
        boolean spread = text.substring(1, text.indexOf("\n")).isBlank();
        boolean beginsLine = text.substring(text.lastIndexOf("\n")).isBlank();
        return !spread && beginsLine ? Optional.of("the record is not closed before line " + line) : Optional.empty();
    }

    private Slice ended(long start, StringBuilder text, boolean first) throws IOException {
        if (!inArray) {
            while (peek() == ' ' || peek() == '\t' || peek() == '\r') {
                read();
            }
            int c = peek();
            if (c != END && c != '\n' && c != '{') {
                int place = column + 1;
                skipLine();
                return broken(start, "text behind the object at column " + place)
                        .orElseThrow();
            }
        }
        return new Slice(start, text.toString(), Optional.empty(), first);
    }

    private static Optional<Slice> broken(long line, String problem) {
        return Optional.of(new Slice(line, "", Optional.of(problem), false));
    }

    // Leaves the next character at a `{` that may start a record, or at the end.
    private void resynchronise(long start, int indentation) throws IOException {
        if (line > start && column <= indentation && peek() == '{') {
            return;
        }
        while (peek() != END) {
            skipLine();
            while (peek() == ' ' || peek() == '\t') {
                read();
            }
            if (peek() == '{' && column <= indentation) {
                return;
            }
        }
    }

    private void skipLine() throws IOException {
        int c = read();
        while (c != '\n' && c != END) {
            c = read();
        }
    }

    private int peek() throws IOException {
        if (position == filled) {
            filled = Math.max(0, reader.read(buffer));
            position = 0;
        }
        return filled == 0 ? END : buffer[position];
    }

    private int read() throws IOException {
        int c = peek();
        if (c == END) {
            return END;
        }
        position++;
        if (c == '\n') {
            line++;
            column = 0;
        } else if (c != '\uFEFF') {
            column++;
        }
        return c;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
