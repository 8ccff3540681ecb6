package io.whoset.app.wiring;

/** What this build is. Immutable. */
public final class Versions {
    private Versions() {}

    /** whoset's own version, {@code development} where it does not run from its jar. */
    public static String whoset() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
