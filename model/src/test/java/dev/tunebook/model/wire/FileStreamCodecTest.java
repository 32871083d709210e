package dev.tunebook.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.wire.FileStreamRequest.BinaryChunk;
import dev.tunebook.model.wire.FileStreamRequest.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStreamCodecTest {
    private static FileStreamRequest read(String json) {
        return FileStreamCodec.read(json.getBytes(UTF_8));
    }

    @Test
    void readsTheUsualForm() {
        FileStreamRequest request = read("""
                {"files":{"wandb-history.jsonl":{"offset":12,"content":["{\\"loss\\":NaN}","{}"]}},
                 "uploaded":["config.yaml"],"preempting":true,"complete":true,"exitcode":3,"later":{"x":[1]}}""");
        assertThat(request.blocks(FileStreamRequest.HISTORY))
                .containsExactly(new Block(12, List.of("{\"loss\":NaN}", "{}")));
        assertThat(request.uploaded()).containsExactly("config.yaml");
        assertThat(request.preempting()).isTrue();
        assertThat(request.exitCode()).hasValue(3);
    }

    @Test
    void readsLegacyForms() {
        assertThat(read("{\"complete\":false,\"failed\":false,\"dropped\":0,\"uploaded\":[]}")
                        .isHeartbeat())
                .isTrue();
        assertThat(
                        read("{\"files\":{\"output.log\":[{\"offset\":1,\"content\":[\"a\"]},{\"offset\":5,\"content\":[\"b\"]}]}}")
                                .blocks("output.log"))
                .containsExactly(new Block(1, List.of("a")), new Block(5, List.of("b")));
        assertThat(
                        read("{\"files\":{\"x.bin\":{\"offset\":7,\"content\":\"AAEC\",\"encoding\":\"base64\"}},\"dropped\":0}")
                                .binaries())
                .containsExactly(new BinaryChunk("x.bin", 7, "AAEC"));
        assertThat(read("{}")).isEqualTo(FileStreamRequest.HEARTBEAT);
    }

    @Test
    void writesWhatTheProtocolShows() {
        FileStreamRequest request = FileStreamRequest.lines(FileStreamRequest.HISTORY, 2, List.of("{}"))
                .merge(FileStreamRequest.summary("{\"a\":1}"))
                .merge(FileStreamRequest.complete(0));
        assertThat(new String(FileStreamCodec.write(request), UTF_8))
                .isEqualTo("{\"files\":{\"wandb-history.jsonl\":{\"offset\":2,\"content\":[\"{}\"]},"
                        + "\"wandb-summary.json\":{\"offset\":0,\"content\":[\"{\\\"a\\\":1}\"]}},"
                        + "\"complete\":true,\"exitcode\":0}");
        assertThat(FileStreamCodec.write(FileStreamRequest.HEARTBEAT)).isEqualTo("{}".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}{}",
                "{\"files\":7}",
                "{\"files\":{\"a\":7}}",
                "{\"files\":{\"a\":{\"offset\":-1,\"content\":[]}}}",
                "{\"files\":{\"a\":{\"offset\":0,\"content\":[1]}}}",
                "{\"files\":{\"a\":[{\"offset\":0",
                "{\"files\":{\"a\":{\"offset\":99999999999999999999,\"content\":[]}}}"
            })
    void refusesWhatIsNoMessage(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(InvalidJsonException.class);
    }
}
