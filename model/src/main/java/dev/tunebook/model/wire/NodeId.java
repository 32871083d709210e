package dev.tunebook.model.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/// A GraphQL id: standard Base64 (padded) of `Kind:rest`, for instance `Artifact:7` or
/// `Run:v1:<run>:<project>:<entity>`.
/// Clients turn artifact ids into hex and back, hence the Base64 must be canonical.
public record NodeId(String kind, String rest) {

    public static NodeId of(String kind, long number) {
        return new NodeId(kind, Long.toString(number));
    }

    /// `Run:v1:<run>:<project>:<entity>`.
    public static NodeId ofRun(String run, String project, String entity) {
        return new NodeId("Run", "v1:" + run + ":" + project + ":" + entity);
    }

    /// Empty when the text is no id of this form; an unknown id is then simply not found.
    public static Optional<NodeId> parse(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        return colon <= 0
                ? Optional.empty()
                : Optional.of(new NodeId(text.substring(0, colon), text.substring(colon + 1)));
    }

    /// The number of a `Kind:number` id of this kind.
    public OptionalLong number(String expectedKind) {
        boolean digits = !rest.isEmpty() && rest.length() < 19 && rest.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && kind.equals(expectedKind) ? OptionalLong.of(Long.parseLong(rest)) : OptionalLong.empty();
    }

    public String encoded() {
        return Base64.getEncoder().encodeToString((kind + ":" + rest).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return encoded();
    }
}
