package dev.tunebook.server.auth;

import dev.tunebook.server.auth.AttemptLimit.Attempt;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// How often somebody may be wrong: by the address keys and passwords come from, and by the account passwords are for.
final class Attempts {
    private static final int REMEMBERED = 10_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final AttemptLimit byAddress;
    private final AttemptLimit byAccount;

    Attempts(AccessSettings settings, InstantSource clock) {
        byAddress = new AttemptLimit(
                settings.wrongKeysPerMinute(),
                REMEMBERED,
                "Too many wrong keys from this address; wait a minute (setting 'wrong-keys-per-minute': "
                        + settings.wrongKeysPerMinute() + ").",
                clock);
        byAccount = new AttemptLimit(
                settings.wrongPasswordsPerMinute(),
                REMEMBERED,
                "Too many wrong passwords for this account; wait a minute, or sign in with a key or a link (setting "
                        + "'wrong-passwords-per-minute': " + settings.wrongPasswordsPerMinute() + ").",
                clock);
    }

    /// A key was wrong; 429 when too many were. A right key is never counted, nor held up.
    void wrongKey(String address) {
        byAddress.count(network(address));
    }

    /// Whether the password is right. It counts as wrong until that is known, so that many at once are no way around.
    ///
    /// @param account a name as it was sent, whether or not there is such an account
    boolean password(String address, String account, BooleanSupplier right) {
        Attempt fromHere = byAddress.count(network(address));
        // Any text may be sent as a name; its digest is short.
        Attempt forAccount =
                byAccount.count(Secret.of(account.toLowerCase(Locale.ROOT)).sha256());
        if (!right.getAsBoolean()) {
            return false;
        }
        byAddress.takeBack(fromHere);
        byAccount.takeBack(forAccount);
        return true;
    }

    /// One customer has 2^64 addresses of IPv6, so these count as one.
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
