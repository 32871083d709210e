package dev.tunebook.store.history;

/// One line: its number within the file, from 0, and its text as sent.
public record HistoryLine(long line, String text) {}
