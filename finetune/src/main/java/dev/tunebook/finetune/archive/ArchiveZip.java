package dev.tunebook.finetune.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An archive as one file.
public final class ArchiveZip {
    // The same archive is the same zip.
    private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T12:00:00Z"));

    private ArchiveZip() {}

    /// Writes the archive in a folder as a zip; the file is there whole or not at all.
    public static void write(Path folder, Path zip) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(Files::isRegularFile)
                    .filter(file -> !FolderIndex.name(file).endsWith(AtomicFile.ARRIVING))
                    .sorted()
                    .toList();
            AtomicFile.write(zip, arriving -> {
                try (OutputStream bytes = Files.newOutputStream(arriving);
                        ZipOutputStream out = new ZipOutputStream(bytes)) {
                    for (Path file : files) {
                        ZipEntry entry =
                                new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                        out.putNextEntry(entry.setLastModifiedTime(TIME));
                        Files.copy(file, out);
                        out.closeEntry();
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the archive " + folder, e);
        }
    }
}
