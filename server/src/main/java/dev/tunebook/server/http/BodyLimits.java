package dev.tunebook.server.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/// Reads bodies without trusting their size: the limit holds after inflation.
///
/// @param json the largest JSON body in bytes; the official client sends up to 11 MiB
/// @param file the largest uploaded file in bytes
public record BodyLimits(long json, long file) {
    /// `wandb verify` posts 10 MB; a file_stream request is around 10 MiB.
    public static final BodyLimits DEFAULT = new BodyLimits(32L << 20, 50L << 30);

    private static final int INITIAL = 16 << 10;
    /// More than this is not set aside on the word of a client that may never send it.
    private static final long TRUSTED = 1 << 20;

    /// @param ticket from which the bytes are taken before they are held
    /// @throws HttpFailure 413 beyond the limit, 415 for an encoding other than gzip, 400 for broken gzip
    static byte[] read(InputStream raw, String encoding, long declared, long limit, Admission.Ticket ticket)
            throws IOException {
        if (declared > limit) {
            throw tooLarge(limit);
        }
        ticket.admit();
        try (InputStream in = inflated(raw, encoding)) {
            if (declared > 0 && declared <= TRUSTED && encoding.isEmpty()) {
                ticket.reserve(declared);
                byte[] body = new byte[(int) declared];
                int read = in.readNBytes(body, 0, body.length);
                return read == body.length ? body : Arrays.copyOf(body, read);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(INITIAL);
            new Counted(limited(in, limit), ticket::reserve).transferTo(out);
            return out.toByteArray();
        } catch (java.util.zip.ZipException e) {
            throw HttpFailure.badRequest("broken_body", "The body is not valid gzip, though Content-Encoding says so.");
        }
    }

    static InputStream inflated(InputStream raw, String encoding) throws IOException {
        return switch (encoding) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw, INITIAL);
            default ->
                throw HttpFailure.of(
                        415,
                        "unsupported_encoding",
                        "Content-Encoding '" + encoding + "' is not known; send gzip or none.");
        };
    }

    /// The same bytes, refused with 413 as soon as there are more than `limit`.
    public static InputStream limited(InputStream in, long limit) {
        return new Counted(in, new LongConsumer() {
            private long seen;

            @Override
            public void accept(long read) {
                seen += read;
                if (seen > limit) {
                    throw tooLarge(limit);
                }
            }
        });
    }

    public static HttpFailure tooLarge(long limit) {
        return HttpFailure.of(413, "too_large", "The body is larger than the limit of " + limit + " bytes.");
    }

    /// Tells of the bytes as they are read.
    private static final class Counted extends FilterInputStream {
        private final LongConsumer read;

        Counted(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                read.accept(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                read.accept(count);
            }
            return count;
        }
    }
}
