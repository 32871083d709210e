package dev.tunebook.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// A request that sends lines of a history; made once, sent again with other line numbers, since making it costs more
/// than sending it.
final class StreamRequest {
    private static final String STEP = "{\\\"_step\\\":";

    private final byte[] bytes;
    private final int lines;
    private final int offsetAt;
    private final int[] stepsAt;

    /// @param path ready to be sent
    /// @param first number of the first line
    StreamRequest(String path, String key, TrainingLines training, long first, int lines) {
        this.lines = lines;
        StringBuilder body =
                new StringBuilder("{\"files\":{\"wandb-history.jsonl\":{\"offset\":" + first + ",\"content\":[");
        int offset = body.indexOf(":1") + 1;
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            body.append(i == 0 ? "\"" : ",\"");
            steps.add(body.length() + STEP.length());
            body.append(training.line(first + i).replace("\"", "\\\"")).append('"');
        }
        body.append("]}}}");
        String head = Requests.head("POST", path, key, body.length());
        bytes = (head + body).getBytes(ISO_8859_1);
        offsetAt = head.length() + offset;
        stepsAt = steps.stream().mapToInt(at -> head.length() + at).toArray();
    }

    int lines() {
        return lines;
    }

    int size() {
        return bytes.length;
    }

    /// The request for the lines from `first`, which has as many digits as the one it was made with.
    byte[] at(long first) {
        digits(offsetAt, first);
        for (int i = 0; i < lines; i++) {
            digits(stepsAt[i], first + i);
        }
        return bytes;
    }

    private void digits(int at, long number) {
        long rest = number;
        for (int i = at + 8; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
