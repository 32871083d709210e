package dev.tunebook.sdk.internal.journal;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import tools.jackson.databind.node.ObjectNode;

/// The append-only file of a run: the truth until the server has it. A frame is length, CRC-32 and JSON; an
/// append is one write, so a killed process loses nothing that was appended, and a torn last frame is cut
/// off when the file is opened. Safe for one writer and one reader at a time in two threads.
public final class RunJournal implements AutoCloseable {
    private static final int FRAME_HEADER = 2 * Integer.BYTES;
    private static final int LARGEST_FRAME = 64 << 20;

    private final Path path;
    private final FileChannel channel;
    private volatile long end;

    private RunJournal(Path path, FileChannel channel, long end) {
        this.path = path;
        this.channel = channel;
        this.end = end;
    }

    /// What was read.
    ///
    /// @param next position after the last of the records
    public record Batch(List<JournalRecord> records, long next) {}

    /// A new journal; there must be no file yet.
    public static RunJournal create(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return new RunJournal(path, open(path, StandardOpenOption.CREATE_NEW), 0).locked();
        } catch (IOException e) {
            throw new TransportException("cannot create the run's journal " + path + "; is the folder writable?", e);
        }
    }

    /// The journal an earlier process left.
    public static RunJournal reopen(Path path) {
        try {
            FileChannel channel = open(path, StandardOpenOption.READ);
            RunJournal journal = new RunJournal(path, channel, channel.size()).locked();
            long sound = journal.soundEnd();
            channel.truncate(sound);
            journal.end = sound;
            return journal;
        } catch (IOException e) {
            throw new TransportException("cannot open the run's journal " + path, e);
        }
    }

    /// One process writes a run; the lock goes when the process does, however it ends.
    private RunJournal locked() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return this;
            }
        } catch (OverlappingFileLockException ownRun) {
            // The same answer as for another process.
        }
        channel.close();
        throw new InvalidInputException("the run of " + path + " is still being written; finish it first");
    }

    private static FileChannel open(Path path, StandardOpenOption option) throws IOException {
        return FileChannel.open(path, option, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    public Path path() {
        return path;
    }

    /// Position after the last record.
    public long end() {
        return end;
    }

    /// Puts a record at the end.
    ///
    /// @throws TransportException when the disk does not take it; the journal is as before
    public synchronized void append(JournalRecord record) {
        byte[] json = Json.bytes(record.tree());
        if (json.length > LARGEST_FRAME) {
            throw new TransportException(
                    "a record of " + json.length + " bytes is too large for the run's journal", null);
        }
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + json.length);
        frame.putInt(json.length).putInt(crc(json)).put(json).flip();
        int size = frame.remaining();
        try {
            long at = end;
            while (frame.hasRemaining()) {
                at += channel.write(frame, at);
            }
            end += size;
        } catch (IOException e) {
            throw new TransportException("cannot write the run's journal " + path + "; is the disk full?", e);
        }
    }

    /// Records from a position on, as many as fit into the given bytes, and at least one when there is one.
    public Batch read(long position, int mostBytes) {
        List<JournalRecord> records = new ArrayList<>();
        long at = position;
        try {
            while (at < end && (records.isEmpty() || at - position < mostBytes)) {
                byte[] json = frame(at);
                JournalRecord.of(Json.parse(json)).ifPresent(records::add);
                at += FRAME_HEADER + json.length;
            }
            return new Batch(records, at);
        } catch (IOException | InvalidJsonException e) {
            throw new TransportException("the run's journal " + path + " is damaged at byte " + at, e);
        }
    }

    /// Calls through to the disk, for the end of a run.
    public void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new TransportException("cannot write the run's journal " + path + "; is the disk full?", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new TransportException("cannot close the run's journal " + path, e);
        }
    }

    private long soundEnd() throws IOException {
        long at = 0;
        while (at < end) {
            try {
                byte[] json = frame(at);
                Json.parse(json);
                at += FRAME_HEADER + json.length;
            } catch (EOFException | InvalidJsonException torn) {
                return at;
            }
        }
        return at;
    }

    /// @throws EOFException when there is no whole sound frame at this position
    private byte[] frame(long at) throws IOException {
        ByteBuffer header = fill(ByteBuffer.allocate(FRAME_HEADER), at);
        int length = header.getInt();
        int crc = header.getInt();
        if (length < 0 || length > LARGEST_FRAME || at + FRAME_HEADER + length > end) {
            throw new EOFException("no frame at " + at);
        }
        byte[] json = fill(ByteBuffer.allocate(length), at + FRAME_HEADER).array();
        if (crc(json) != crc) {
            throw new EOFException("torn frame at " + at);
        }
        return json;
    }

    private ByteBuffer fill(ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the file ends at " + at);
            }
            at += read;
        }
        return buffer.flip();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// Everything a reader after a crash needs: which run, and how far the server is.
    public Recovery recover() {
        ObjectNode run = Json.object();
        long acknowledged = 0;
        boolean finished = false;
        long at = 0;
        while (at < end) {
            Batch batch = read(at, 1 << 20);
            for (JournalRecord record : batch.records()) {
                if (record instanceof JournalRecord.Started started) {
                    run = started.run();
                } else if (record instanceof JournalRecord.Acknowledged known) {
                    acknowledged = known.position();
                } else if (record instanceof JournalRecord.Finished) {
                    finished = true;
                }
            }
            at = batch.next();
        }
        return new Recovery(run, acknowledged, finished);
    }

    /// @param run what the last [JournalRecord.Started] held
    /// @param acknowledged position up to which the server has everything
    public record Recovery(ObjectNode run, long acknowledged, boolean finished) {}
}
