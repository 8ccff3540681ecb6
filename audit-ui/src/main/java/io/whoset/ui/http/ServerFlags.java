package io.whoset.ui.http;

import com.linecorp.armeria.common.FlagsProvider;

/**
 * What whoset asks of Armeria as a whole; found through {@code META-INF/services}.
 *
 * <p>Immutable.
 */
public final class ServerFlags implements FlagsProvider {
    /** Any number above 0: nothing else provides flags. */
    @Override
    public int priority() {
        return 10;
    }

    /** A key may hold two dots, so {@code writes?key=a/../b} must not be refused as an attack: no path is made of it. */
    @Override
    public Boolean allowDoubleDotsInQueryString() {
        return true;
    }
}
