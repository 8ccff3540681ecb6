package io.whoset.app.config;

/**
 * What page and API ask for. {@code toString} hides it.
 *
 * <p><b>Units, bounds</b> 16 to 512 printable ASCII characters without spaces.
 *
 * <p>Immutable.
 *
 * @param text the token
 * @param isNew whether whoset made it in this run, so that nobody was told yet
 */
public record UiToken(String text, boolean isNew) {
    /** Where a token may stand instead of a file. */
    public static final String VARIABLE = "WHOSET_UI_TOKEN";

    private static final int LEAST_CHARS = 16;
    private static final int MOST_CHARS = 512;

    /** Whether a text can be a token. */
    static boolean isUsable(String text) {
        return text.length() >= LEAST_CHARS
                && text.length() <= MOST_CHARS
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    /**
     * The token of the environment.
     *
     * @throws ConfigException where it cannot be used; its text does not stand in the message
     */
    public static UiToken ofVariable(String text) {
        if (!isUsable(text.strip())) {
            throw new ConfigException(
                    VARIABLE + " holds no usable token, set it to 16 to 512 printable characters without spaces");
        }
        return new UiToken(text.strip(), false);
    }

    @Override
    public String toString() {
        return "UiToken[" + (isNew ? "new]" : "given]");
    }
}
