package dev.tunebook.store.sql;

/// Gives storage ids. The last one given is kept with the commit that uses it; within a process none is given
/// twice, not even when the write that took it failed.
final class StorageIds {
    private static final Query<Long> LAST = new Query<>("SELECT last FROM storage_id", Cells::number);
    private static final String KEEP = "UPDATE storage_id SET last = ?";

    private long last;
    private long kept;

    StorageIds(Session session) {
        kept = session.one(LAST).orElseThrow(() -> new IllegalStateException("meta.db has lost its table storage_id"));
        last = kept;
    }

    long next() {
        return ++last;
    }

    /// To be called before a commit, and [#kept] after it.
    void keep(Session session) {
        if (last > kept) {
            session.execute(KEEP, last);
        }
    }

    void kept() {
        kept = last;
    }
}
