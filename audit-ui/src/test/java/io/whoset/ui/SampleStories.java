package io.whoset.ui;

import io.whoset.forensics.record.Oddity;
import java.util.List;

/** Keys with a story: which writer stored what in place of what. Confined to the test's thread. */
final class SampleStories {
    /** The key that shows a wrong name. */
    static final String USER = "user:42";

    /** A page that another person got. */
    static final String HTML = "page:home";

    /** Packed bytes. */
    static final String BLOB = "blob:9";

    private final SampleWrites writes;

    SampleStories(SampleWrites writes) {
        this.writes = writes;
    }

    /** Three honest writers keep a user, one stores an older version of it with its own order of keys. */
    void wrongName(long micros) {
        write("web-01", micros, USER, user("Ada Lovelace", 7), "json", List.of());
        write("web-02", micros + 9_000_000, USER, user("Ada King", 8), "json", List.of());
        write("web-04", micros + 19_000_000, USER, user("Ada King", 8), "json", List.of());
        write(
                SampleWrites.BAD,
                micros + 23_000_000,
                USER,
                "{\"version\":7,\"name\":\"Ada Lovelace\",\"id\":42,\"admin\":true,\"roles\":[\"buyer\"],"
                        + "\"address\":{\"zip\":\"3007\",\"city\":\"Bern\"}}",
                "json",
                odd("stored version 7 again 4 s after web-02 and web-04 had stored version 8"));
    }

    private static String user(String name, int version) {
        return "{\"id\":42,\"name\":\"" + name
                + "\",\"roles\":[\"buyer\",\"editor\"],\"address\":{\"city\":\"Bern\",\"zip\":\"300" + version
                + "\"},\"version\":" + version + "}";
    }

    /** A page with a hostile line in it, and bytes that are no text. */
    void otherFormats(long micros) {
        String head = "<title>Shop</title>\n";
        write("web-01", micros, HTML, head + "<p>Hello Ada, 3 items", "html", List.of());
        write(
                SampleWrites.BAD,
                micros + 5,
                HTML,
                head + "<p>Hello Bob, 3 items\n<img src=x onerror=alert(1)>",
                "html",
                odd("another person's page"));
        write("web-01", micros, BLOB, "\\x1f\\x8b\\x08\\x00abcdefgh\\x00\\x02 the rest", "gzip", List.of());
        write(
                SampleWrites.BAD,
                micros + 5,
                BLOB,
                "\\x1f\\x8b\\x08\\x00abXdefgh\\x00\\x03 the rest",
                "gzip",
                odd("odd"));
    }

    private static List<Oddity> odd(String why) {
        return List.of(new Oddity("resurrection", why));
    }

    private void write(String writer, long micros, String key, String value, String format, List<Oddity> oddities) {
        writes.write(writer, micros, key, value, format, oddities);
    }
}
