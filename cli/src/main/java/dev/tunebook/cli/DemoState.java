package dev.tunebook.cli;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// What a demo must remember, so that its next start shows the same jobs: their seed, and the moment they count from.
///
/// @param begun the moment of the first start
record DemoState(long seed, Instant begun) {

    private static final String FILE = "demo.json";

    /// The state in a folder; where there is none, one that begins now is put there.
    ///
    /// @param seed empty: whatever the folder has
    static DemoState in(Path data, OptionalLong seed, long usualSeed, Instant now) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            DemoState fresh = new DemoState(seed.orElse(usualSeed), now.truncatedTo(ChronoUnit.SECONDS));
            fresh.write(file);
            return fresh;
        }
        DemoState known = read(file);
        if (seed.isPresent() && seed.getAsLong() != known.seed()) {
            throw new WrongSetting("the demo in " + data + " was made with seed " + known.seed() + ", not "
                    + seed.getAsLong() + "; leave --seed out, or choose another --data");
        }
        return known;
    }

    private void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Json.bytes(Json.object().put("seed", seed).put("begun", begun.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo cannot write to " + file + ": " + e.getMessage(), e);
        }
    }

    private static DemoState read(Path file) {
        try {
            JsonNode state = Json.parseObject(Files.readAllBytes(file));
            return new DemoState(
                    state.path("seed").longValue(),
                    Instant.parse(state.path("begun").asString("")));
        } catch (IOException | InvalidJsonException | DateTimeException e) {
            throw new CommandFailure(
                    "the demo cannot read " + file + "; remove the folder, or choose another --data", e);
        }
    }
}
