package dev.tunebook.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the scanner takes, it reads as the JSON library does.
class FileStreamScannerPropertyTest {
    private static final int CASES = 20_000;
    private static final List<String> LINES =
            List.of("{\"_step\":1,\"loss\":0.5}", "", "a\\b\n\t/\"", "gr\u00fcn", "{\"x\":NaN}", "\u0001");
    private static final String MARKS = "{}[]\",:\\ 019-eu\u00fc\n";

    private static String body(Random random) {
        FileStreamRequest request = FileStreamRequest.HEARTBEAT;
        for (int block = random.nextInt(4); block >= 0; block--) {
            List<String> lines = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> LINES.get(random.nextInt(LINES.size())))
                    .toList();
            String file = random.nextBoolean() ? FileStreamRequest.HISTORY : FileStreamRequest.EVENTS;
            request = request.merge(FileStreamRequest.lines(file, random.nextInt(200), lines));
        }
        return new String(FileStreamCodec.write(request), UTF_8);
    }

    private static String changed(String body, Random random) {
        StringBuilder changed = new StringBuilder(body);
        for (int change = random.nextInt(3); change > 0; change--) {
            int at = random.nextInt(changed.length());
            char mark = MARKS.charAt(random.nextInt(MARKS.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, mark);
                case 1 -> changed.insert(at, mark);
                default -> changed.deleteCharAt(at);
            }
        }
        return changed.toString();
    }

    @Test
    void whatIsScannedIsWhatTheLibraryReads() {
        Random random = Seeds.random();
        int scanned = 0;
        for (int i = 0; i < CASES; i++) {
            String body = changed(body(random), random);
            Optional<FileStreamRequest> found = FileStreamScanner.scan(body.getBytes(UTF_8));
            if (found.isPresent()) {
                scanned++;
                assertThat(found.get()).as(body).isEqualTo(FileStreamCodec.parse(body.getBytes(UTF_8)));
            }
        }
        assertThat(scanned).as("messages the scanner took").isGreaterThan(CASES / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"files\":{\"a\":{\"offset\":12,\"content\":[\"x\",\"\\\"y\\\"\"]}}}",
                " { \"files\" : { \"a\" : { \"content\" : [ ] , \"offset\" : 0 } , \"b\" : { \"offset\" : 1 } } } \n",
            })
    void takesTheUsualForm(String body) {
        assertThat(FileStreamScanner.scan(body.getBytes(UTF_8))).contains(FileStreamCodec.parse(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"files\":{}}",
                "{\"files\":{\"a\":{\"offset\":-1,\"content\":[]}}}",
                "{\"files\":{\"a\":{\"offset\":1e3,\"content\":[]}}}",
                "{\"files\":{\"a\":{\"offset\":1,\"content\":[\"x\"],\"encoding\":\"base64\"}}}",
                "{\"files\":{\"a\":[{\"offset\":1,\"content\":[\"x\"]}]}}",
                "{\"files\":{\"a\":{\"offset\":1,\"content\":[\"x\"]}},\"complete\":true}",
                "{\"files\":{\"a\":{\"offset\":1,\"content\":[\"x\"]}}} trailing",
            })
    void leavesEverythingElse(String body) {
        assertThat(FileStreamScanner.scan(body.getBytes(UTF_8))).isEmpty();
    }
}
