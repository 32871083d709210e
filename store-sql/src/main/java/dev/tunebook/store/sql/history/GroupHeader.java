package dev.tunebook.store.sql.history;

/// What is known of a stored group without reading its lines.
///
/// @param sequence its watermark
/// @param places of its lines, ascending
@SuppressWarnings("ArrayRecordComponent") // passed from hand to hand, never compared
record GroupHeader(int group, long sequence, int[] places) {}
