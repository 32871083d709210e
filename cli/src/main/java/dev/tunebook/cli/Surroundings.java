package dev.tunebook.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// What a command finds around it.
///
/// @param out for what was asked for, also by programs
/// @param err for people: progress and errors
/// @param home the folder of the checkout or installation; where the demo puts its data
/// @param clock the time that made-up jobs live in
record Surroundings(Map<String, String> environment, PrintWriter out, PrintWriter err, Path home, Clock clock) {

    static Surroundings real() {
        return new Surroundings(
                System.getenv(),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Path.of(System.getProperty("tunebook.home", "")),
                Clock.systemUTC());
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }
}
