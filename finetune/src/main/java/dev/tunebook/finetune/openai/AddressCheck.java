package dev.tunebook.finetune.openai;

import dev.tunebook.finetune.provider.ProviderException;
import java.net.URI;

/// Says whether something may be sent to an address. It is asked before every request, since a name may mean another
/// host than a while ago.
@FunctionalInterface
public interface AddressCheck {
    /// Anywhere: whoever runs the sync chose the address.
    AddressCheck ANYWHERE = address -> {};

    /// @throws ProviderException when not; nothing is sent then
    void require(URI address);
}
