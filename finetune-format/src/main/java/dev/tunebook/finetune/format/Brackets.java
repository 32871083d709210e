package dev.tunebook.finetune.format;

import java.util.BitSet;
import java.util.Optional;

/// Follows the brackets and strings of one JSON object, character by character.
final class Brackets {

    // Bit n: whether the bracket at depth n is a list.
    private final BitSet lists = new BitSet();
    private int depth;
    private boolean inString;
    private boolean escaped;
    private char lastSignificant = ',';

    int depth() {
        return depth;
    }

    /// Takes the next character.
    ///
    /// @return the problem, if the object cannot be well formed any more; the character then does not belong
    /// to it
    Optional<String> accept(char c, long line, int column) {
        if (inString) {
            return acceptInString(c, line);
        }
        if (RecordSplitter.isSpace(c)) {
            return Optional.empty();
        }
        boolean separates = c == ',' || c == ':' || c == '}' || c == ']';
        if (!separates && (lastSignificant == '"' || lastSignificant == '}' || lastSignificant == ']')) {
            return problem("a value without a comma before it", line, column);
        }
        boolean atKey = lastSignificant == '{' || lastSignificant == ',' && depth > 0 && !lists.get(depth);
        if (atKey && c != '"' && c != '}') {
            return problem("a value without a key before it", line, column);
        }
        if (c == '}' || c == ']') {
            if (lists.get(depth) != (c == ']')) {
                return problem("a bracket that does not match", line, column);
            }
            depth--;
        } else if (c == '{' || c == '[') {
            depth++;
            lists.set(depth, c == '[');
        }
        inString = c == '"';
        lastSignificant = c;
        return Optional.empty();
    }

    private Optional<String> acceptInString(char c, long line) {
        if (c == '\n') {
            return Optional.of("a string is not closed at the end of line " + line);
        }
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inString = false;
        }
        return Optional.empty();
    }

    private static Optional<String> problem(String what, long line, int column) {
        return Optional.of(what + " at line " + line + ", column " + column);
    }
}
