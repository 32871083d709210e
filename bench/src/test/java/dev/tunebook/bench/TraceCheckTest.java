package dev.tunebook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceCheckTest {
    private static final String READ =
            "101 read(30<TCP:[127.0.0.1:8080->127.0.0.1:4000]>, \"POST ... m1x ...\", 8192) = 250";
    private static final String WRITTEN =
            "90  pwrite64(12</data/journal.db-wal>, \"\\0\\0{\\\"m1x\\\":1}\", 8192, 56) = 8192";
    private static final String SYNC = "90  fdatasync(12</data/journal.db-wal>) = 0";
    private static final String ANSWER =
            "101 write(30<TCP:[127.0.0.1:8080->127.0.0.1:4000]>, \"HTTP/1.1 200 OK\\r\\n\", 120) = 120";

    private static Optional<String> fault(String... lines) {
        return new TraceCheck(List.of("m1x")).fault(List.of(lines).stream());
    }

    @Test
    void passesWhatIsSyncedBeforeItIsAnswered() {
        assertThat(fault(READ, WRITTEN, SYNC, ANSWER)).isEmpty();
    }

    @Test
    void findsAnAnswerBeforeTheSync() {
        assertThat(fault(READ, WRITTEN, ANSWER, SYNC))
                .hasValueSatisfying(text -> assertThat(text).contains("m1x").contains("before its sync"));
    }

    @Test
    void findsALineThatWasNeverWritten() {
        assertThat(fault(READ, SYNC, ANSWER)).isPresent();
        assertThat(fault(READ, WRITTEN, SYNC))
                .hasValueSatisfying(text -> assertThat(text).contains("no acknowledgement"));
    }

    @Test
    void aSyncOfAnotherFileOrAFailedOneIsNone() {
        assertThat(fault(READ, WRITTEN, SYNC.replace("journal.db-wal", "meta.db-wal"), ANSWER))
                .isPresent();
        assertThat(fault(READ, WRITTEN, SYNC.replace("= 0", "= -1 EIO (Input/output error)"), ANSWER))
                .isPresent();
    }

    @Test
    void aSyncThatBeganBeforeTheWriteWasDoneIsNone() {
        List<String> lines = new ArrayList<>(List.of(READ));
        lines.add("91  fdatasync(12</data/journal.db-wal> <unfinished ...>");
        lines.add(WRITTEN);
        lines.add("91  <... fdatasync resumed>) = 0");
        lines.add(ANSWER);
        assertThat(fault(lines.toArray(String[]::new))).isPresent();
    }

    @Test
    void anAnswerThatIsEnteredBeforeTheSyncReturnsIsTooEarly() {
        assertThat(fault(
                        READ,
                        WRITTEN,
                        "90  fdatasync(12</data/journal.db-wal> <unfinished ...>",
                        ANSWER.replace(") = 120", " <unfinished ...>"),
                        "90  <... fdatasync resumed>) = 0",
                        "101 <... write resumed>) = 120"))
                .isPresent();
    }
}
