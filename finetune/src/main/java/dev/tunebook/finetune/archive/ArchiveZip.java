package dev.tunebook.finetune.archive;

import java.io.IOException;
import java.io.OutputStream;
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

    /// Refuses a zip that would have to hold itself.
    ///
    /// @throws IllegalArgumentException when it lies in the folder
    public static void requireOutside(Path folder, Path zip) {
        if (real(zip).startsWith(real(folder))) {
            throw new IllegalArgumentException("The zip " + zip + " lies in the archive's folder " + folder
                    + ", so it would hold itself; name a place outside");
        }
    }

    /// Where a path leads, as far as it exists.
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        for (Path part = whole; part != null; part = part.getParent()) {
            if (Files.exists(part)) {
                try {
                    return part.toRealPath().resolve(part.relativize(whole)).normalize();
                } catch (IOException e) {
                    throw FolderIndex.cannotRead(part, e);
                }
            }
        }
        return whole;
    }

    /// Writes the archive in a folder as a zip; the file is there whole or not at all.
    ///
    /// @throws IllegalArgumentException when the zip lies in the folder
    public static void write(Path folder, Path zip) {
        requireOutside(folder, zip);
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
            throw FolderIndex.cannotRead(folder, e);
        }
    }
}
