package dev.tunebook.server.http;

import java.time.Instant;

/// What a signed address permits: one method on one object, until it expires.
///
/// @param object what the address opens, such as `uploads/17` or `blobs/<sha256>`
/// @param sizeLimit the most bytes an upload may have; 0 for downloads
public record SignedObject(Method method, String object, long sizeLimit, Instant expires) {}
