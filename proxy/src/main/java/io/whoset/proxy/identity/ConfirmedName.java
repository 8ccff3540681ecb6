package io.whoset.proxy.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an address that leads back to it. Whoever answers for an address can name it as he likes; the name's own
 * zone must agree.
 *
 * <p><b>Units, bounds</b> letters, digits, dots, dashes and underscores, at most 253 characters; small letters, no dot at the end.
 *
 * <p>Immutable. <b>Source</b> RFC 1912, section 2.1; RFC 1035, section 2.3.4.
 */
final class ConfirmedName {
    private static final Pattern FORM = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9._-]{1,253}");

    private ConfirmedName() {}

    /** Asks for it, which may block; null where there is none. */
    static @Nullable String of(InetAddress address, ReverseResolver resolver) {
        try {
            String name = resolver.nameOf(address);
            if (!FORM.matcher(name).matches()
                    || !Arrays.asList(resolver.addressesOf(name)).contains(address)) {
                return null;
            }
            String whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            return whole.toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
