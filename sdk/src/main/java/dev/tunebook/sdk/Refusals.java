package dev.tunebook.sdk;

import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.WandbException;
import java.util.List;
import java.util.stream.Collectors;

/// Tells at the end of a run what the server refused on the way.
final class Refusals {
    private Refusals() {}

    static void throwAny(String runId, List<WandbException> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        int status = refusals.get(0) instanceof ApiException first ? first.status() : 400;
        String reasons = refusals.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        ApiException refused = new ApiException(
                status, "the run \"" + runId + "\" is on the server, but not all of its files: " + reasons);
        refusals.forEach(refused::addSuppressed);
        throw refused;
    }
}
