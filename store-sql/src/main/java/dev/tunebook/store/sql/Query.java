package dev.tunebook.store.sql;

/// A statement that finds rows.
record Query<R>(String sql, Cells.Reader<R> reader) {
    private static final String SELECT = "SELECT ";

    /// The same with one more cell, before the others.
    Query<R> with(String expression) {
        return new Query<>(SELECT + expression + ", " + sql.substring(SELECT.length()), reader);
    }
}
