package dev.tunebook.sdk.internal.download;

import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.error.WandbException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.ErrorBody;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gets files: a transfer that breaks off is continued where it stopped, what arrives is checked against its digest
/// and size, and a file appears under its name only when it is whole.
public final class Downloads {
    private static final int MOST_ATTEMPTS = 5;
    private static final int PARTIAL = 206;
    private static final Set<Integer> EXPIRED = Set.of(400, 401, 403, 404, 410);

    private final Client client;

    public Downloads(Client client) {
        this.client = client;
    }

    /// The whole file; for small ones.
    public byte[] bytes(RemoteFile file) {
        Transfer transfer = new Transfer(file, new Memory());
        transfer.run();
        return ((Memory) transfer.sink).bytes();
    }

    /// Puts the file there, in place of what was there. A file that is there already is kept when its
    /// digest says so.
    public void save(RemoteFile file, Path target) {
        if (isThere(file, target)) {
            return;
        }
        try {
            Path folder = target.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".tunebook", ".part");
            try {
                new Transfer(file, new OnDisk(fresh)).run();
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new InvalidInputException("cannot write " + target + "; is the folder writable?", e);
        }
    }

    private static boolean isThere(RemoteFile file, Path target) {
        Optional<Checksum> checksum = file.digest().flatMap(digest -> Checksum.of(digest.algorithm()));
        if (checksum.isEmpty() || !Files.isRegularFile(target)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(target)) {
            boolean sizeFits = file.size().isEmpty() || file.size().getAsLong() == Files.size(target);
            if (!sizeFits) {
                return false;
            }
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.get().update(buffer, read);
            }
            return checksum.get().value().equals(file.digest().orElseThrow().value());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Where the bytes go; may be begun anew.
    private sealed interface Sink {
        OutputStream open(boolean append) throws IOException;
    }

    private static final class Memory implements Sink {
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

        @Override
        public OutputStream open(boolean append) {
            if (!append) {
                buffer.reset();
            }
            return buffer;
        }

        byte[] bytes() {
            return buffer.toByteArray();
        }
    }

    private record OnDisk(Path path) implements Sink {
        @Override
        public OutputStream open(boolean append) throws IOException {
            return append ? Files.newOutputStream(path, StandardOpenOption.APPEND) : Files.newOutputStream(path);
        }
    }

    /// One file on its way down.
    private final class Transfer {
        private final RemoteFile file;
        private final Sink sink;
        private Optional<Checksum> checksum = Optional.empty();
        private long received;

        Transfer(RemoteFile file, Sink sink) {
            this.file = file;
            this.sink = sink;
        }

        void run() {
            for (int attempt = 1; ; attempt++) {
                try {
                    attempt(attempt);
                    verify();
                    return;
                } catch (BrokenOff | ApiException e) {
                    boolean hopeless = e instanceof ApiException refusal && !EXPIRED.contains(refusal.status());
                    if (hopeless || attempt == MOST_ATTEMPTS) {
                        throw e instanceof WandbException known ? known : failure((BrokenOff) e);
                    }
                }
            }
        }

        private TransportException failure(BrokenOff e) {
            return new TransportException(
                    "the file \"" + file.name() + "\" did not arrive whole: " + e.getMessage() + "; try again", e);
        }

        private void attempt(int attempt) {
            URI address = client.endpoint().given(file.address().at(attempt));
            Map<String, String> headers = new LinkedHashMap<>(client.endpoint().headersForSigned());
            if (received > 0) {
                headers.put("Range", "bytes=" + received + "-");
            }
            HttpCall call = HttpCall.get(address, headers);
            try (HttpReply reply = client.patient().send(call)) {
                if (!reply.isSuccess()) {
                    throw ErrorBody.exception(call, reply);
                }
                receive(reply);
            }
        }

        private void receive(HttpReply reply) {
            boolean append = received > 0 && reply.status() == PARTIAL;
            if (!append) {
                received = 0;
                checksum = file.digest().flatMap(digest -> Checksum.of(digest.algorithm()));
            }
            try (OutputStream out = sink.open(append)) {
                byte[] buffer = new byte[1 << 16];
                InputStream in = reply.body();
                for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                    out.write(buffer, 0, read);
                    int length = read;
                    checksum.ifPresent(sum -> sum.update(buffer, length));
                    received += read;
                }
            } catch (IOException e) {
                throw new InvalidInputException(
                        "cannot keep the file \"" + file.name() + "\" on this disk; is it full?", e);
            }
        }

        private int read(InputStream in, byte[] buffer) {
            try {
                return in.read(buffer);
            } catch (IOException e) {
                throw new BrokenOff("the connection broke after " + received + " bytes", e);
            }
        }

        private void verify() {
            if (file.size().isPresent() && file.size().getAsLong() != received) {
                String sizes = received + " bytes of " + file.size().getAsLong();
                received = received < file.size().getAsLong() ? received : 0;
                throw new BrokenOff(sizes, null);
            }
            if (checksum.isPresent()) {
                String wanted = file.digest().orElseThrow().value();
                String value = checksum.get().value();
                if (!value.equals(wanted)) {
                    received = 0;
                    throw new BrokenOff("its digest is " + value + ", not " + wanted, null);
                }
            }
        }
    }

    /// Some or all of a file is missing or wrong.
    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
