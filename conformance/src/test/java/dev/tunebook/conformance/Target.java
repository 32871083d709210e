package dev.tunebook.conformance;

/// Where a client finds a server, and as whom.
///
/// @param user whose key it is, and the entity of his runs
record Target(String url, String key, String user) {}
