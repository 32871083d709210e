package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a store does with the journal it finds: it learns which lines are there, and tells run metadata what it may not
/// know yet. Rows that gave a run a state are told one by one, each with its own watermark, so that one that is known
/// already changes nothing.
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    private final Tails tails;
    private final Lender<JournalReader> journal;
    private final Projections projections;
    private final List<Long> bare = new ArrayList<>();

    private record Stream(long run, int generation) {}

    Recovery(Tails tails, Lender<JournalReader> journal, Projections projections) {
        this.tails = tails;
        this.journal = journal;
        this.projections = projections;
    }

    /// @return rows that only said something of a run, and have been told
    List<Long> run() {
        Map<Stream, News> untold = new LinkedHashMap<>();
        for (JournalRow row : journal.with(JournalReader::rows)) {
            row.file()
                    .ifPresent(file -> tails.open(new FileKey(row.run(), row.generation(), file))
                            .addAbsent(new TailRow(row.sequence(), row.first(), row.end())));
            Stream stream = new Stream(row.run(), row.generation());
            News news = untold.getOrDefault(stream, News.NONE).and(news(row));
            if (row.state().isPresent() || row.exitCode().isPresent()) {
                tell(stream, news);
                news = News.NONE;
            }
            untold.put(stream, news);
        }
        untold.forEach((stream, news) -> {
            if (news.watermark() > 0) {
                tell(stream, news);
            }
        });
        return bare;
    }

    private void tell(Stream stream, News news) {
        try {
            projections.tell(stream.run, stream.generation, news);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the metadata of run " + stream.run + " is behind its journal", e);
            projections.note(stream.run, stream.generation, news, false);
        }
    }

    private News news(JournalRow row) {
        boolean sampled = row.file().filter(file -> file == HistoryFile.EVENTS).isPresent();
        Optional<String> summary = row.file()
                .filter(file -> file == HistoryFile.SUMMARY && row.lines() > 0)
                .flatMap(file -> journal.with(reader -> reader.block(row.sequence(), row.first())))
                .map(Block::newest);
        return new News(
                row.sequence(),
                row.state(),
                row.exitCode(),
                Optional.of(row.receivedAt()),
                summary,
                sampled,
                row.file().isPresent() ? List.of() : List.of(() -> bare.add(row.sequence())));
    }
}
