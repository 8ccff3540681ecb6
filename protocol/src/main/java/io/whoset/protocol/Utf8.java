package io.whoset.protocol;

/** Finds well-formed UTF-8 sequences (RFC 3629, section 4). Immutable. */
public final class Utf8 {
    private Utf8() {}

    /** Length in bytes (1 to 4) of the well-formed sequence at an index, 0 where there is none or where it is a control character. */
    public static int validSequenceLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lengthByLead(lead);
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        int code = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int next = bytes[at + i] & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return 0;
            }
            code = (code << 6) | (next & 0x3F);
        }
        return isAllowed(code, length) ? length : 0;
    }

    /** Whether a sequence begins at an index that the end of the bytes cuts off. */
    public static boolean isCutSequence(byte[] bytes, int at) {
        int length = lengthByLead(bytes[at] & 0xFF);
        if (length == 0 || at + length <= bytes.length) {
            return false;
        }
        for (int i = at + 1; i < bytes.length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int lengthByLead(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 2;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 3;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    }

    private static boolean isAllowed(int code, int length) {
        boolean overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
        boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
        boolean control = code >= 0x80 && code < 0xA0;
        return !overlong && !surrogate && !control && code <= 0x10FFFF;
    }
}
