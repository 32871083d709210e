package dev.tunebook.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.Seeds;
import dev.tunebook.model.wire.FileStreamRequest.BinaryChunk;
import dev.tunebook.model.wire.FileStreamRequest.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FileStreamRequestPropertyTest {
    private static final int CASES = 2_000;
    private static final List<String> FILES = List.of(
            FileStreamRequest.HISTORY, FileStreamRequest.EVENTS, FileStreamRequest.SUMMARY, FileStreamRequest.OUTPUT);

    /// What a server ends up with.
    private static final class Server {
        final Map<String, TreeMap<Long, String>> lines = new TreeMap<>();
        final List<BinaryChunk> binaries = new ArrayList<>();
        final Set<String> uploaded = new TreeSet<>();
        final Map<String, Object> state = new HashMap<>();

        void receive(FileStreamRequest request) {
            request.files().forEach((file, blocks) -> {
                for (Block block : blocks) {
                    TreeMap<Long, String> stored = lines.computeIfAbsent(file, name -> new TreeMap<>());
                    for (int i = 0; i < block.lines().size(); i++) {
                        if (file.equals(FileStreamRequest.SUMMARY)) {
                            stored.clear();
                        }
                        stored.put(block.offset() + i, block.lines().get(i));
                    }
                }
            });
            lines.values().removeIf(Map::isEmpty);
            binaries.addAll(request.binaries());
            uploaded.addAll(request.uploaded());
            if (request.preempting()) {
                state.put("preempting", true);
            }
            state.put("exit", request.exitCode());
        }

        List<Object> everything() {
            return List.of(lines, binaries, uploaded, state);
        }
    }

    @Test
    void mergingTwoEqualsSendingOneAfterTheOther() {
        Random random = Seeds.random();
        for (int i = 0; i < CASES; i++) {
            FileStreamRequest first = request(random);
            FileStreamRequest second = request(random);
            Server apart = new Server();
            apart.receive(first);
            apart.receive(second);
            Server together = new Server();
            together.receive(first.merge(second));
            assertThat(together.everything()).as("%s then %s", first, second).isEqualTo(apart.everything());
        }
    }

    @Test
    void mergingIsAssociative() {
        Random random = Seeds.random();
        for (int i = 0; i < CASES; i++) {
            FileStreamRequest a = request(random);
            FileStreamRequest b = request(random);
            FileStreamRequest c = request(random);
            Server left = new Server();
            left.receive(a.merge(b).merge(c));
            Server right = new Server();
            right.receive(a.merge(b.merge(c)));
            assertThat(left.everything()).isEqualTo(right.everything());
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        Random random = Seeds.random();
        for (int i = 0; i < CASES; i++) {
            FileStreamRequest request = request(random);
            assertThat(FileStreamCodec.read(FileStreamCodec.write(request))).isEqualTo(request);
        }
    }

    private static FileStreamRequest request(Random random) {
        Map<String, List<Block>> files = new LinkedHashMap<>();
        for (String file : FILES) {
            List<Block> blocks = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                List<String> lines = new ArrayList<>();
                for (int j = random.nextInt(4); j > 0; j--) {
                    lines.add("{\"x\":" + random.nextInt(100) + ",\"t\":\"ü\\n\uD83D\uDE00\"}");
                }
                blocks.add(new Block(random.nextInt(8), lines));
            }
            if (!blocks.isEmpty()) {
                files.put(file, blocks);
            }
        }
        Set<String> uploaded = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            uploaded.add("media/" + random.nextInt(5));
        }
        List<BinaryChunk> binaries =
                random.nextInt(4) == 0 ? List.of(new BinaryChunk("old.bin", random.nextInt(9), "AAEC")) : List.of();
        OptionalInt exit = random.nextInt(4) == 0 ? OptionalInt.of(random.nextInt(3)) : OptionalInt.empty();
        return new FileStreamRequest(files, binaries, uploaded, random.nextInt(4) == 0, exit);
    }
}
