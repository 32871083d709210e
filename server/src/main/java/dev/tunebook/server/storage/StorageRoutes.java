package dev.tunebook.server.storage;

import dev.tunebook.server.http.BodyLimits;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.http.SignedObject;
import dev.tunebook.store.BlobStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.blobs.Blob;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `/storage/{token}/...`: takes in and hands out bytes by signed address, without credentials.
public final class StorageRoutes {
    private static final String PATH = "/storage/{token}/{name...}";

    private final Storage storage;
    private final BlobStore blobs;
    private final Map<String, Intake> intakes;

    public StorageRoutes(Storage storage, BlobStore blobs, List<Intake> intakes) {
        this.storage = storage;
        this.blobs = blobs;
        this.intakes = intakes.stream().collect(Collectors.toMap(Intake::kind, Function.identity()));
    }

    public List<Route> routes() {
        return List.of(Route.signed(Method.PUT, PATH, this::put), Route.signed(Method.GET, PATH, this::get));
    }

    private Response get(Request request, SignedObject signed) {
        String[] parts = signed.object().split("/", 3);
        if (!parts[0].equals(Storage.BLOBS) || parts.length != 3) {
            throw HttpFailure.forbidden("This address was signed for something that cannot be downloaded.");
        }
        return storage.answer(request, parts[1], parts[2]);
    }

    /// The same address may be written again, after an answer was lost or a file changed.
    private Response put(Request request, SignedObject signed) {
        String[] parts = signed.object().split("/", 2);
        if (parts[0].equals(Storage.UPLOADS)) {
            return stored(
                    receive(request, signed.sizeLimit(), body -> blobs.write(parts[1], body, signed.sizeLimit())));
        }
        Intake intake = Optional.ofNullable(intakes.get(parts[0]))
                .orElseThrow(() -> HttpFailure.forbidden("This address was signed for something nobody takes in."));
        intake.admit(parts[1]);
        Optional<String> waiting = intake.waitsAs(parts[1]);
        Blob blob = receive(
                request,
                signed.sizeLimit(),
                body -> waiting.isPresent()
                        ? blobs.write(waiting.get(), body, signed.sizeLimit())
                        : blobs.put(body, signed.sizeLimit()));
        if (waiting.isPresent()) {
            return stored(blob);
        }
        intake.arrived(parts[1], blob);
        return stored(blob);
    }

    private static Response stored(Blob blob) {
        String md5 = HexFormat.of().formatHex(Base64.getDecoder().decode(blob.md5()));
        return Response.empty(200).with("ETag", "\"" + md5 + "\"");
    }

    private static Blob receive(Request request, long limit, Function<InputStream, Blob> keep) {
        if (request.contentLength().orElse(0L) > limit) {
            throw BodyLimits.tooLarge(limit);
        }
        try {
            return keep.apply(new CheckedBody(request));
        } catch (StoreException.Invalid e) {
            throw e.code().equals("too_large") ? BodyLimits.tooLarge(limit) : e;
        }
    }
}
