package dev.tunebook.finetune.archive;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whose fine-tunes an archive holds: a folder takes those of one account.
///
/// @param address of the service
/// @param organization the key acts for, where it is told to the service
/// @param project the key acts in, where it is told to the service
public record ArchiveAccount(URI address, Optional<String> organization, Optional<String> project) {

    /// The address in the one spelling that is compared.
    String spelledAddress() {
        String text = address.toString().replaceAll("/+$", "");
        String host = String.valueOf(address.getRawAuthority());
        return text.replaceFirst(Pattern.quote(host), host.toLowerCase(Locale.ROOT));
    }
}
