package dev.tunebook.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of syncs that were killed go; those of the living stay.
class ScratchFolderTest {
    @TempDir
    private Path parent;

    private ScratchFolder open() {
        return ScratchFolder.open(Optional.of(parent));
    }

    @Test
    void itIsGoneWhenItIsClosed() throws IOException {
        try (ScratchFolder scratch = open()) {
            Files.writeString(scratch.path().resolve("download"), "x");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void thoseOfTheSameProcessStandBesideEachOther() {
        try (ScratchFolder first = open();
                ScratchFolder second = open();
                ScratchFolder third = open()) {
            assertThat(parent.toFile().listFiles())
                    .containsExactlyInAnyOrder(
                            first.path().toFile(),
                            second.path().toFile(),
                            third.path().toFile());
        }
    }

    /// Another process that owns a folder until it is killed.
    static final class Owner {
        public static void main(String[] arguments) throws IOException {
            ScratchFolder scratch = ScratchFolder.open(Optional.of(Path.of(arguments[0])));
            Files.createDirectories(scratch.path().resolve("a/b"));
            System.out.println(scratch.path());
            System.in.read();
        }
    }

    @Test
    void thatOfAnotherProcessGoesWhenThatIsKilled() throws Exception {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = owner.inputReader()) {
            Path folder = Path.of(said.readLine());
            open().close();
            assertThat(folder.resolve("a/b")).as("its owner lives").exists();
            open().close();
            assertThat(folder).as("to look at it did not free it").exists();
            owner.destroyForcibly().waitFor();
            open().close();
            assertThat(folder).doesNotExist();
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void whatHasNoOwnersLockOrOnlyLeadsElsewhereIsLeftAlone() throws IOException {
        Path strange = Files.createDirectories(parent.resolve("sync-strange"));
        Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("owner.lock"));
        Path link = Files.createSymbolicLink(parent.resolve("sync-link"), elsewhere);
        open().close();
        assertThat(strange).exists();
        assertThat(link).exists();
        assertThat(elsewhere.resolve("owner.lock")).exists();
    }
}
