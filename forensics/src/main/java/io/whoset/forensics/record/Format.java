package io.whoset.forensics.record;

import java.util.Locale;

/** What a payload looks like. Immutable. The words are the contract's. */
public enum Format {
    /** A JSON object or array. */
    JSON,
    /** Readable text that is nothing else of this list. */
    TEXT,
    /** A decimal number. */
    INTEGER,
    /** A web page or a piece of one. */
    HTML,
    /** XML. */
    XML,
    /** Java serialization, {@code aced0005}. */
    JAVA,
    /** Python pickle. */
    PICKLE,
    /** PHP serialize. */
    PHP,
    /** igbinary. */
    IGBINARY,
    /** MessagePack. */
    MSGPACK,
    /** Bytes that are most probably a protobuf message. */
    PROTOBUF,
    /** gzip. */
    GZIP,
    /** zlib. */
    ZLIB,
    /** Zstandard. */
    ZSTD,
    /** LZ4 frame. */
    LZ4,
    /** Snappy frame. */
    SNAPPY,
    /** PNG, JPEG, GIF, WebP. */
    IMAGE,
    /** Bytes that are none of these. */
    BINARY,
    /** No bytes. */
    EMPTY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The contract's word. */
    public String word() {
        return word;
    }
}
