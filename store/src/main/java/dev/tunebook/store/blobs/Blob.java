package dev.tunebook.store.blobs;

import java.util.Optional;

/// What is known about bytes that are kept.
///
/// @param sha256 lower-case hex, the address
/// @param md5 Base64, as the wire protocol names contents
/// @param xxh128 Base64, where it was computed
public record Blob(String sha256, String md5, Optional<String> xxh128, long size) {}
