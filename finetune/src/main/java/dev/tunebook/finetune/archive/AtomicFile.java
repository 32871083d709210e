package dev.tunebook.finetune.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Files that are there whole or not at all, whenever the process is killed.
final class AtomicFile {
    /// How the name of a file ends that is not whole yet.
    static final String ARRIVING = ".part";

    private AtomicFile() {}

    interface Content {
        /// Writes it to a file that belongs to nobody else.
        void to(Path file) throws IOException;
    }

    static void write(Path target, String text) {
        write(target, file -> Files.writeString(file, text, StandardCharsets.UTF_8));
    }

    static void write(Path target, Content content) {
        Path arriving = target.resolveSibling(FolderIndex.name(target) + ARRIVING);
        try {
            Files.createDirectories(target.resolveSibling("").toAbsolutePath());
            content.to(arriving);
            try (FileChannel channel = FileChannel.open(arriving, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(arriving, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + target + ": " + FolderIndex.reason(e), e);
        }
    }

    /// Hexadecimal SHA-256 of what stands on disk.
    static String sha256(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream read = new DigestInputStream(bytes, digest)) {
                read.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw FolderIndex.cannotRead(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw FolderIndex.cannotRead(file, e);
        }
    }
}
