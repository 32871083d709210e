package dev.tunebook.server.providers;

import dev.tunebook.server.http.HttpFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/// Addresses services are reached at.
public final class BaseUrls {
    private BaseUrls() {}

    /// Without a final slash.
    public static URI parse(String text) {
        try {
            return new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw invalid(text);
        }
    }

    static void require(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean plain = address.getHost() != null
                && List.of("http", "https").contains(scheme)
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
        if (!plain) {
            throw invalid(address.toString());
        }
    }

    private static HttpFailure invalid(String text) {
        // Before an @ there may be a password.
        String shown = text.contains("@") ? "with an @" : "'" + text + "'";
        return HttpFailure.badRequest(
                "invalid_base_url",
                "The base URL " + shown + " must be an http or https address without user, query and fragment, such as"
                        + " https://api.openai.com/v1.");
    }
}
