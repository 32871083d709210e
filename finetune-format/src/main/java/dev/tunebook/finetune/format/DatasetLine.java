package dev.tunebook.finetune.format;

/// One record of a dataset file: an example, or a place where none could be read.
public sealed interface DatasetLine {

    /// The line of the file the record starts at, from 1.
    long line();

    /// A record that is a JSON object, of a known kind or not.
    record Readable(long line, Example example) implements DatasetLine {}

    /// A record that could not be read; the rest of the file still can.
    ///
    /// @param reason what is wrong and where; never a piece of the content
    record Broken(long line, String reason) implements DatasetLine {}
}
