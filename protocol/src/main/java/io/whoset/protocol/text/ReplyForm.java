package io.whoset.protocol.text;

import java.util.HashMap;
import java.util.Map;

/**
 * What the first word of a reply line is.
 *
 * <p>Immutable. <b>Source</b> protocol.txt, the replies of each command.
 */
public enum ReplyForm {
    /** A storage command stored. */
    STORED,
    /** A storage command did not, its condition failed. */
    NOT_STORED,
    /** cas: somebody else stored since. */
    EXISTS,
    /** There is no such item. */
    NOT_FOUND,
    /** delete did. */
    DELETED,
    /** touch did. */
    TOUCHED,
    /** Done. */
    OK,
    /** stats reset did. */
    RESET,
    /** A decimal number: incr, decr. */
    NUMBER,
    /** One item of a retrieval; its data block follows. */
    VALUE,
    /** End of a retrieval or of a list. */
    END,
    /** The version. */
    VERSION,
    /** The server does not know the command. */
    ERROR,
    /** The client sent something that the server refuses. */
    CLIENT_ERROR,
    /** The server failed. */
    SERVER_ERROR,
    /** Meta: done. */
    HD,
    /** Meta: done, a data block follows. */
    VA,
    /** Meta: no such item, of a retrieval. */
    EN,
    /** Meta: not stored. */
    NS,
    /** Meta: exists, the cas unique differs. */
    EX,
    /** Meta: not found. */
    NF,
    /** Meta: answer to mn. */
    MN,
    /** Meta: answer to me. */
    ME,
    /** Any other line: of a list, or a word that this table does not have. */
    OTHER;

    private static final Map<String, ReplyForm> BY_WORD = new HashMap<>();

    static {
        for (ReplyForm form : values()) {
            if (form != NUMBER && form != OTHER) {
                BY_WORD.put(form.name(), form);
            }
        }
        // "ERROR: shutdown not enabled"
        BY_WORD.put("ERROR:", ERROR);
    }

    /** The form of a first word. */
    static ReplyForm of(String word) {
        ReplyForm form = BY_WORD.get(word);
        if (form != null) {
            return form;
        }
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9') ? NUMBER : OTHER;
    }

    /** Whether it is one of the three error words. */
    public boolean isError() {
        return this == ERROR || this == CLIENT_ERROR || this == SERVER_ERROR;
    }
}
