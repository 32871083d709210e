package dev.tunebook.sdk.error;

/// The server refused. The message is the server's own, which names the reason.
public final class ApiException extends WandbException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /// @param status HTTP status; 200 when the refusal came inside a GraphQL answer
    public ApiException(int status, String message) {
        super(codeOf(status), message, null);
        this.status = status;
    }

    /// The HTTP status; 200 when the refusal came inside a GraphQL answer.
    public int status() {
        return status;
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 200, 400, 422 -> "refused";
            case 401 -> "not_authenticated";
            case 403 -> "denied";
            case 404 -> "not_found";
            case 409 -> "conflict";
            case 410 -> "gone";
            case 413 -> "too_large";
            case 429 -> "rate_limited";
            default -> "server_error";
        };
    }
}
