package io.whoset.protocol;

/**
 * A command word of the text protocol and its class.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> protocol.txt, "Commands"; proto_text.c, process_command_ascii.
 */
public enum Verb {
    /** Retrieval of one or many keys. */
    GET("get", Kind.READ),
    /** Retrieval with the cas unique. */
    GETS("gets", Kind.READ),
    /** Get and touch: one exptime, one or many keys; changes the exptime of every item it hits. */
    GAT("gat", Kind.TOUCH_AND_READ),
    /** Get and touch with the cas unique. */
    GATS("gats", Kind.TOUCH_AND_READ),
    /** Stores whatever was there before. */
    SET("set", Kind.STORAGE),
    /** Stores only where nothing is. */
    ADD("add", Kind.STORAGE),
    /** Stores only where something is. */
    REPLACE("replace", Kind.STORAGE),
    /** Adds behind the existing value; its data block is a piece of the item. */
    APPEND("append", Kind.STORAGE),
    /** Adds before the existing value; its data block is a piece of the item. */
    PREPEND("prepend", Kind.STORAGE),
    /** Stores only where nobody else stored since the client's gets. */
    CAS("cas", Kind.STORAGE),
    /** Deletes an item. */
    DELETE("delete", Kind.CHANGE),
    /** Adds to a decimal number. */
    INCR("incr", Kind.CHANGE),
    /** Subtracts from a decimal number, not below zero. */
    DECR("decr", Kind.CHANGE),
    /** Sets the exptime of an item. */
    TOUCH("touch", Kind.CHANGE),
    /** Invalidates every item of the server. */
    FLUSH_ALL("flush_all", Kind.CHANGE),
    /** Meta get. */
    MG("mg", Kind.META),
    /** Meta set: the only meta command with a data block. */
    MS("ms", Kind.META),
    /** Meta delete. */
    MD("md", Kind.META),
    /** Meta arithmetic. */
    MA("ma", Kind.META),
    /** Meta debug: human readable item facts. */
    ME("me", Kind.META),
    /** Meta no-op: proves that every quiet command before it was done. */
    MN("mn", Kind.META),
    /** Version of the server. */
    VERSION("version", Kind.ADMIN),
    /** Verbosity of the server's log. */
    VERBOSITY("verbosity", Kind.ADMIN),
    /** Statistics: many lines up to END. */
    STATS("stats", Kind.ADMIN),
    /** Memory limit of the server. */
    CACHE_MEMLIMIT("cache_memlimit", Kind.ADMIN),
    /** LRU tuning. */
    LRU("lru", Kind.ADMIN),
    /** LRU crawler control; its metadump turns the connection into a stream. */
    LRU_CRAWLER("lru_crawler", Kind.ADMIN),
    /** Slab control. */
    SLABS("slabs", Kind.ADMIN),
    /** Turns the connection into a stream of log lines. */
    WATCH("watch", Kind.ADMIN),
    /** Ends the server. */
    SHUTDOWN("shutdown", Kind.ADMIN),
    /** Ends the connection. */
    QUIT("quit", Kind.ADMIN),
    /** A word that this table does not have. */
    UNKNOWN("", Kind.UNKNOWN);

    /** What a command word does to items. */
    public enum Kind {
        /** Reads and changes nothing. */
        READ,
        /** Reads and changes the exptime. */
        TOUCH_AND_READ,
        /** Carries a data block that becomes an item or a part of one. */
        STORAGE,
        /** Changes items without a data block. */
        CHANGE,
        /** A meta command: its flags decide. */
        META,
        /** Speaks about the server or the connection. */
        ADMIN,
        /** Not known. */
        UNKNOWN
    }

    private final String word;
    private final Kind kind;

    Verb(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    /** The word as it stands on the wire; empty for {@link #UNKNOWN}. */
    public String word() {
        return word;
    }

    /** The class of the command. */
    public Kind kind() {
        return kind;
    }
}
