package io.whoset.proxy;

import java.util.Random;

/** Values of random programs. Immutable. */
final class Programs {
    private static final String[] LOOK_ALIKES = {
        "\r\n", "STORED\r\n", "END\r\n", "set k 0 0 1\r\nx\r\n", "mn\r\n", "\0", "VALUE k 0 3\r\n"
    };

    private Programs() {}

    /** Bytes of this length, among them many that look like the protocol. */
    static String value(long seed, int length) {
        Random random = new Random(seed);
        StringBuilder value = new StringBuilder();
        while (value.length() < length) {
            if (random.nextInt(8) == 0) {
                value.append(LOOK_ALIKES[random.nextInt(LOOK_ALIKES.length)]);
            } else {
                value.append((char) random.nextInt(256));
            }
        }
        value.setLength(length);
        return value.toString();
    }
}
