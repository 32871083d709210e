package dev.tunebook.finetune.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The real example files, where somebody has them in a folder `shared/data` beside or above the project. The project
/// does not need them: where there are none, tests that read them are skipped with one printed line, on a build server
/// too.
public final class SharedData {
    private static final String FOLDER = "shared/data";
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private SharedData() {}

    /// A file or folder of them. Skips the test where there are none.
    public static Path file(String name) {
        Optional<Path> folder = Stream.iterate(
                        Optional.of(Path.of("").toAbsolutePath()),
                        Optional::isPresent,
                        path -> path.map(Path::getParent))
                .map(path -> path.orElseThrow().resolve(FOLDER))
                .filter(Files::isDirectory)
                .findFirst();
        return folder.orElseThrow(SharedData::skipped).resolve(name);
    }

    private static TestAbortedException skipped() {
        String missing = "Skipped: no folder " + FOLDER + " with real example files beside the project";
        if (!SAID.getAndSet(true)) {
            System.out.println(missing);
        }
        return new TestAbortedException(missing);
    }

    static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files of a folder, sorted.
    public static List<Path> list(String folder) {
        try (Stream<Path> files = Files.list(file(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
