package dev.tunebook.server.storage;

import dev.tunebook.server.auth.SignedAddresses;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.SecurityHeaders;
import dev.tunebook.server.http.SignedObject;
import dev.tunebook.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Signs addresses for bytes, and answers with the bytes of blobs. Whether somebody may have an address or an answer is
/// decided before this is called.
public final class Storage {
    static final String UPLOADS = "uploads";
    static final String BLOBS = "blobs";

    private final BlobStore blobs;
    private final SignedAddresses addresses;
    private final Links links;
    private final InstantSource clock;
    private final Duration validity;
    private final long largest;

    /// @param validity how long an address works
    /// @param largest most bytes of one upload
    public Storage(
            BlobStore blobs,
            SignedAddresses addresses,
            Links links,
            InstantSource clock,
            Duration validity,
            long largest) {
        this.blobs = blobs;
        this.addresses = addresses;
        this.links = links;
        this.clock = clock;
        this.validity = validity;
        this.largest = largest;
    }

    /// An address whose bytes wait under the upload id until somebody commits or joins them. Sent again, they replace
    /// what is there.
    ///
    /// @param shownPath segments after the token, for people and logs; `upload` when there are none
    public String upload(String uploadId, String... shownPath) {
        return put(UPLOADS + "/" + uploadId, shownPath);
    }

    /// An address whose bytes are handed to the intake as a blob.
    ///
    /// @param object what the intake gets to know; no line breaks
    public String upload(Intake intake, String object, String... shownPath) {
        return put(intake.kind() + "/" + object, shownPath);
    }

    private String put(String object, String... shownPath) {
        return sign(Method.PUT, object, largest, shownPath.length == 0 ? new String[] {"upload"} : shownPath);
    }

    /// An address that answers with a blob, as a file of the last name of the path.
    ///
    /// @param shownPath segments after the token, at least one
    public String download(String sha256, String... shownPath) {
        String fileName = shownPath[shownPath.length - 1];
        return sign(Method.GET, BLOBS + "/" + sha256 + "/" + fileName, 0, shownPath);
    }

    private String sign(Method method, String object, long limit, String... shownPath) {
        SignedObject signed =
                new SignedObject(method, object, limit, clock.instant().plus(validity));
        return addresses.address(
                signed, Arrays.stream(shownPath).map(Storage::harmless).toArray(String[]::new));
    }

    /// A segment no path rule refuses; the shown path decides nothing.
    private static String harmless(String segment) {
        return segment.equals(".") || segment.equals("..") ? "_" : segment.replaceAll("[\\\\\\p{Cntrl}]", "_");
    }

    /// The bytes of a blob, or the range of them the request asks for, as a download under the file's name. What users
    /// uploaded is never run as ours.
    public Response answer(Request request, String sha256, String fileName) {
        long size = blobs.size(sha256)
                .orElseThrow(() -> HttpFailure.notFound("The bytes of '" + fileName + "' are not stored here."));
        String tag = "\"" + sha256 + "\"";
        if (request.header("If-None-Match").filter(tag::equals).isPresent()) {
            return described(304, new Response.Empty(), fileName, tag);
        }
        Optional<String> range = request.header("Range")
                .filter(given -> request.header("If-Range").map(tag::equals).orElse(true));
        return switch (Selection.of(range, size)) {
            case Selection.Whole whole ->
                described(200, body(sha256, 0, size), fileName, tag).with("Content-Type", ContentTypes.of(fileName));
            case Selection.Part part ->
                described(206, body(sha256, part.first(), part.length()), fileName, tag)
                        .with("Content-Type", ContentTypes.of(fileName))
                        .with("Content-Range", part.of(size));
            case Selection.Unsatisfiable nothing ->
                described(416, new Response.Empty(), fileName, tag).with("Content-Range", "bytes */" + size);
        };
    }

    private Response.Streamed body(String sha256, long first, long length) {
        return new Response.Streamed(length, out -> {
            try (InputStream bytes = blobs.read(sha256, first, length)
                    .orElseThrow(() -> new IOException("The blob " + sha256 + " was deleted while it was sent"))) {
                bytes.transferTo(out);
            }
        });
    }

    /// `wandb verify` wants to see that scripts of our own pages may read the answer.
    private Response described(int status, Response.Body body, String fileName, String tag) {
        return SecurityHeaders.userContent(new Response(status, List.of(), body), fileName)
                .with("ETag", tag)
                .with("Accept-Ranges", "bytes")
                .with("Cache-Control", "private, max-age=3600")
                .with("Access-Control-Allow-Origin", links.origin());
    }
}
