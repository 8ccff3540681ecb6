package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Oddity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhoTableTest {
    private static final String LONG_KEY = "session:" + "0123456789abcdef".repeat(4);

    @Test
    void print_toAPipe_cutsNoKey_andHasNoColour() {
        List<String> lines = printed(new Terminal(Terminal.ENDLESS, false), write("10.0.0.9", "stale"));
        assertThat(lines.get(1)).contains(LONG_KEY).doesNotContain("\u001b");
        assertThat(lines.get(2)).isEqualTo("    old-value: came back after 17.2 s");
    }

    @Test
    void print_toATerminal_fitsItsWidth() {
        for (int columns : new int[] {80, 90, 100, 110, 132, 200}) {
            List<String> lines = printed(new Terminal(columns, false), write("10.0.0.9", "clean"));
            assertThat(lines).as("%s columns", columns).allMatch(line -> line.length() <= columns);
        }
        assertThat(printed(new Terminal(120, true), write("10.0.0.9", "stale")).get(1))
                .contains("…  STORED", "\u001b[31;1mstale\u001b[0m");
    }

    @Test
    void print_toANarrowTerminal_keepsWhoWhenWhatAndVerdict() {
        List<String> lines = printed(new Terminal(80, false), write("10.0.0.9", "stale"));

        assertThat(lines.get(0)).containsPattern("TIME +WRITER +CMD +KEY +OUTCOME +DIGEST +VERDICT");
        assertThat(lines.get(1))
                .startsWith("11-14 22:13:20Z  10.0.0.9  set  session:0123456…  STORED   abababababab  stale");
    }

    @Test
    void print_longReason_isWrappedAtWords() {
        WriteRow write = write(
                "10.0.0.9", "stale", null, "the value of 2 writes ago came back 17.2 s after web-07 had replaced it");

        assertThat(printed(new Terminal(80, false), write).subList(2, 4))
                .containsExactly(
                        "    old-value: the value of 2 writes ago came back 17.2 s after web-07 had",
                        "        replaced it");
    }

    @Test
    void print_writerWithAName_tellsItsPeerToo() {
        assertThat(printed(new Terminal(200, false), write("web", "clean")).get(1))
                .contains("web     10.0.0.9:4711");
        assertThat(printed(new Terminal(200, false), write("10.0.0.9", "clean")).get(1))
                .doesNotContain("4711");
    }

    @Test
    void print_knownProcess_isToldAndFits() {
        WriteRow write = write("10.0.0.9", "clean", "4711 php-fpm");
        assertThat(printed(new Terminal(Terminal.ENDLESS, false), write).get(1))
                .contains("10.0.0.9  4711 php-fpm  set");
        for (int columns : new int[] {80, 90, 100, 110, 132, 175, 176, 200}) {
            List<String> lines = printed(new Terminal(columns, false), write);
            assertThat(lines).as("%s columns", columns).allMatch(line -> line.length() <= columns);
            assertThat(lines.get(0)).containsPattern("WRITER +PROCESS +CMD");
            assertThat(lines.get(1)).contains("4711 php-fpm  set");
        }
        assertThat(printed(new Terminal(80, false), write("10.0.0.9", "clean")).get(0))
                .doesNotContain("PROCESS");
    }

    @Test
    void print_longWriterOnANarrowTerminal_leavesOutTheProcessBeforeItBreaksLines() {
        List<String> lines = printed(new Terminal(80, false), write("checkout-frontend", "clean", "4711 php-fpm"));

        assertThat(lines.get(1)).contains("4711 ph").hasSizeLessThanOrEqualTo(80);
        assertThat(printed(new Terminal(80, false), write("x".repeat(20), "clean", "4711 php-fpm")))
                .allMatch(line -> !line.contains("4711") && line.length() <= 80);
    }

    @Test
    void printNext_aProcessInTheStream_hasAColumnFromThenOn() {
        for (int columns : new int[] {80, 93, 132, Terminal.ENDLESS}) {
            List<String> lines = streamed(
                    new Terminal(columns, false),
                    write("127.0.0.1", "clean"),
                    write("127.0.0.1", "clean", "4711 php-fpm"),
                    write("127.0.0.1", "clean"));

            assertThat(lines).as("%s columns", columns).allMatch(line -> line.length() <= Math.max(columns, 80));
            assertThat(lines.get(0)).doesNotContain("-  set");
            assertThat(lines.get(1)).containsPattern("127.0.0.1 +4711 php-fpm +set");
            assertThat(lines.get(2)).containsPattern("127.0.0.1 +- +set");
        }
    }

    @Test
    void printNext_processesThatAreExpected_haveTheirColumnInEveryLine() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        WhoTable table = new WhoTable(new Terminal(80, false), true);
        WriteRow without = write("127.0.0.1", "clean");

        table.expect(List.of(without, write("127.0.0.1", "clean", "4711 php-fpm")));
        table.printNext(without, out);

        assertThat(text.toString()).containsPattern("127.0.0.1 +- +set");
    }

    private static List<String> streamed(Terminal terminal, WriteRow... writes) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        WhoTable table = new WhoTable(terminal, true);
        for (WriteRow write : writes) {
            table.printNext(write, out);
        }
        return text.toString().lines().toList();
    }

    private static List<String> printed(Terminal terminal, WriteRow write) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new WhoTable(terminal, true).print(List.of(write), out);
        out.flush();
        return text.toString().lines().toList();
    }

    private static WriteRow write(String writer, String verdict) {
        return write(writer, verdict, null);
    }

    private static WriteRow write(String writer, String verdict, @Nullable String process) {
        return write(writer, verdict, process, "came back after 17.2 s");
    }

    private static WriteRow write(String writer, String verdict, @Nullable String process, String why) {
        List<Oddity> findings = verdict.equals("clean") ? List.of() : List.of(new Oddity("old-value", why));
        return new WriteRow(
                "1000000000000001",
                1_700_000_000_000_000L,
                "main",
                "127.0.0.1:11211",
                "10.0.0.9:4711",
                writer,
                1,
                process,
                "set",
                LONG_KEY,
                0L,
                0L,
                40L,
                "sha256:" + "ab".repeat(32),
                "json",
                null,
                false,
                "STORED",
                90L,
                "{\"name\":\"somebody with a long name\"}",
                verdict,
                findings,
                null);
    }
}
