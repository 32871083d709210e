package dev.tunebook.store.sql;

import dev.tunebook.store.rows.BlobRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record SqlBlobRows(Session session) implements BlobRows {
    private record Mark(String sha256, Instant at) {}

    private static final Table<Mark> MARKS = new Table<>(
            "blob_mark",
            1,
            "sha256, marked_at",
            cells -> new Mark(cells.text(), cells.instant()),
            mark -> List.of(mark.sha256, mark.at));
    private static final Query<Mark> MARK = MARKS.where("sha256 = ?");
    private static final Query<Mark> MARKED_BEFORE = MARKS.where("marked_at < ? ORDER BY marked_at, sha256 LIMIT ?");
    private static final Query<Long> COUNT = new Query<>("SELECT count(*) FROM blob_mark", Cells::number);
    private static final String UNMARK = MARKS.deleteWhere("sha256 = ?");
    private static final Query<Boolean> REFERRED = new Query<>(
            "SELECT EXISTS (SELECT 1 FROM run_file WHERE sha256 = ?)"
                    + " OR EXISTS (SELECT 1 FROM stored_bytes WHERE sha256 = ?)"
                    + " OR EXISTS (SELECT 1 FROM manifest WHERE sha256 = ?)",
            Cells::flag);

    @Override
    public boolean isReferred(String sha256) {
        return session.one(REFERRED, sha256, sha256, sha256).orElse(false);
    }

    @Override
    public void mark(String sha256, Instant at) {
        session.put(MARKS, new Mark(sha256, at));
    }

    @Override
    public Optional<Instant> mark(String sha256) {
        return session.one(MARK, sha256).map(Mark::at);
    }

    @Override
    public void unmark(String sha256) {
        session.execute(UNMARK, sha256);
    }

    @Override
    public List<String> markedBefore(Instant time, int most) {
        return session.all(MARKED_BEFORE, time, most).stream().map(Mark::sha256).toList();
    }

    @Override
    public int marks() {
        return session.one(COUNT).orElse(0L).intValue();
    }
}
