package dev.tunebook.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request, free of any HTTP library.
///
/// @param path decoded, without the version in front: `/fine_tuning/jobs`
/// @param query decoded
/// @param headers by lower-case name
record Call(String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
