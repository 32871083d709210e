package dev.tunebook.sdk.internal.download;

import java.util.Optional;
import java.util.OptionalLong;

/// A file on the server.
///
/// @param name its path in the run or artifact
/// @param reference where it really is, for one that is only pointed at
public record RemoteFile(
        String name, OptionalLong size, Optional<Digest> digest, Optional<String> reference, Address address) {

    /// @param algorithm `MD5` or `XXH128`
    /// @param value Base64
    public record Digest(String algorithm, String value) {}

    /// Where its bytes can be had for a while.
    public interface Address {
        /// An address that needs no credentials; asked for again when it has expired.
        ///
        /// @param attempt counted from 1
        String at(int attempt);
    }
}
