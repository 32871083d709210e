package dev.tunebook.server.auth;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.SignedObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and checks addresses that authorise by themselves: `BASE/storage/TOKEN/NAME`, where the token is an
/// HMAC-SHA-256 over key id, method, object, size limit and expiry. The name after it is for people and clients that
/// look at a path; it decides nothing.
public final class SignedAddresses {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SigningKeys keys;
    private final Links links;
    private final InstantSource clock;

    public SignedAddresses(SigningKeys keys, Links links, InstantSource clock) {
        this.keys = keys;
        this.links = links;
        this.clock = clock;
    }

    /// An absolute address for the object.
    ///
    /// @param shownPath segments after the token, such as a file's name
    public String address(SignedObject object, String... shownPath) {
        String[] segments = new String[shownPath.length + 2];
        segments[0] = "storage";
        segments[1] = token(object);
        System.arraycopy(shownPath, 0, segments, 2, shownPath.length);
        return links.to(segments);
    }

    String token(SignedObject object) {
        SigningKeys.Key key = keys.newest();
        byte[] payload = String.join(
                        "\n",
                        key.id(),
                        object.method().name(),
                        object.object(),
                        Long.toString(object.sizeLimit()),
                        Long.toString(object.expires().getEpochSecond()))
                .getBytes(StandardCharsets.UTF_8);
        return join(payload, mac(key, payload));
    }

    private static String join(byte[] payload, byte[] mac) {
        return ENCODER.encodeToString(payload) + "." + ENCODER.encodeToString(mac);
    }

    /// @throws HttpFailure 403 when the token is not ours, was altered, has expired or is for another method
    public SignedObject verify(String token, Method method) {
        SignedObject object = open(token);
        if (object.method() != method) {
            throw HttpFailure.forbidden("This address was signed for " + object.method() + ", not " + method + ".");
        }
        if (!clock.instant().isBefore(object.expires())) {
            throw HttpFailure.forbidden("This address has expired; ask for a new one.");
        }
        return object;
    }

    private SignedObject open(String token) {
        int dot = token.indexOf('.');
        try {
            byte[] payload = DECODER.decode(token.substring(0, Math.max(dot, 0)));
            byte[] mac = DECODER.decode(token.substring(dot + 1));
            String[] parts = new String(payload, StandardCharsets.UTF_8).split("\n", -1);
            // One text for one token: Base64 has spare bits that decoding ignores.
            if (parts.length == 5
                    && join(payload, mac).equals(token)
                    && keys.find(parts[0])
                            .filter(key -> MessageDigest.isEqual(mac(key, payload), mac))
                            .isPresent()) {
                return new SignedObject(
                        Method.valueOf(parts[1]),
                        parts[2],
                        Long.parseLong(parts[3]),
                        Instant.ofEpochSecond(Long.parseLong(parts[4])));
            }
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
        throw notOurs();
    }

    private static HttpFailure notOurs() {
        return HttpFailure.forbidden("This address is not signed by this server; ask for a new one.");
    }

    private static byte[] mac(SigningKeys.Key key, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
