package dev.tunebook.store.sql;

import dev.tunebook.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to be the one process on a data folder. The operating system takes it back when the process dies,
/// however it dies.
final class DataLock implements AutoCloseable {
    private static final String FILE = "tunebook.lock";

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws StoreException.Busy when another process, or another store of this one, has the folder
    static DataLock take(Path data) {
        var file = data.resolve(FILE);
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StoreException.Busy("the data folder " + data + " is in use by another Tunebook (process "
                        + Files.readString(file).strip() + "); stop that one, or choose another folder");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DataLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data folder " + data + ": " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot leave the data folder: " + e.getMessage(), e);
        }
    }
}
