package io.whoset.forensics.detect;

/**
 * Whether others show lately what a writer is charged with: then the world changed, not the writer.
 *
 * <p>Compared is the share of the last 16 stores of each in the family, so it needs no clock. A group of at most a fifth of the writers is no
 * alibi for one another.
 *
 * <p>Immutable.
 */
enum Alibi {
    /** It is alone. */
    NONE,
    /** Some do the same: wait. */
    SOME,
    /** Most do the same: the charges are void. */
    MOST;

    private static final double COMPANIONS = 0.2;
    private static final int FRACTION = 3;

    /** Of a writer. */
    static Alibi of(Tally writer, Docket docket) {
        int most = 0;
        int writers = 0;
        for (long trait : writer.oddTraits()) {
            int sharing = 0;
            writers = 0;
            for (Tally other : docket.tallies()) {
                if (!other.isAccused()) {
                    writers++;
                    sharing += other != writer && shares(other, writer, trait) ? 1 : 0;
                }
            }
            most = Math.max(most, sharing);
        }
        int group = most + 1;
        if (most == 0 || group <= COMPANIONS * writers) {
            return NONE;
        }
        return 2 * group > writers ? MOST : SOME;
    }

    private static boolean shares(Tally other, Tally writer, long trait) {
        int recent = trait == 0 ? 0 : other.recent(trait);
        return recent > 0 && FRACTION * recent >= writer.recent(trait);
    }
}
