package io.whoset.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client does on one or more connections, so that it can be done twice: straight to a server, and through a proxy. Steps are done
 * one after the other; at the end every connection that is still open sends no more, and what it was answered until the close is read.
 *
 * <p>Confined to one test.
 */
public final class Script {
    private final List<Step> steps = new ArrayList<>();

    private Script() {}

    /** A script that sends this text. */
    public static Script send(String text) {
        return new Script().then(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A script of these pieces, each its own packet. */
    public static Script send(List<byte[]> pieces) {
        Script script = new Script();
        pieces.forEach(script::then);
        return script;
    }

    /** A script of steps in the notation of the tables: {@code >get k\r\n}, {@code <END\r\n}, {@code 2>mn\r\n}, {@code 2!reset}. */
    public static Script of(String... steps) {
        Script script = new Script();
        Arrays.stream(steps).map(Step::parse).forEach(script.steps::add);
        return script;
    }

    /** Sends more. */
    public Script then(byte[] piece) {
        steps.add(Step.send(1, piece));
        return this;
    }

    /** Does one more step, in the notation of the tables. */
    public Script then(String step) {
        steps.add(Step.parse(step));
        return this;
    }

    /** Sends more on one of several connections. */
    public Script then(int conn, String text) {
        steps.add(Step.send(conn, text.getBytes(StandardCharsets.ISO_8859_1)));
        return this;
    }

    /** Whether a step of it takes it for done that nothing comes for a while. */
    public boolean waitsForSilence() {
        return steps.stream().anyMatch(step -> step.action() == Step.Action.AWAIT_SILENCE);
    }

    /** The same, with silences so many times as long. */
    public Script patient(int times) {
        Script script = new Script();
        for (Step step : steps) {
            boolean silence = step.action() == Step.Action.AWAIT_SILENCE;
            script.steps.add(silence ? new Step(step.conn(), step.action(), step.text(), step.number() * times) : step);
        }
        return script;
    }

    /** Does it against a server; everything that came on its first connection until the close, as ISO 8859-1 text. */
    public String run(InetSocketAddress server) throws IOException {
        return play(server).text(1);
    }

    /** Does it against a server. */
    public Transcript play(InetSocketAddress server) throws IOException {
        Map<Integer, ClientEnd> ends = new TreeMap<>();
        try {
            for (Step step : steps) {
                ClientEnd end = ends.get(step.conn());
                if (end == null) {
                    end = new ClientEnd(server);
                    ends.put(step.conn(), end);
                }
                end.perform(step);
            }
            Map<Integer, Transcript.Side> sides = new TreeMap<>();
            for (Map.Entry<Integer, ClientEnd> end : ends.entrySet()) {
                sides.put(end.getKey(), end.getValue().finish());
            }
            return new Transcript(sides);
        } finally {
            ends.values().forEach(ClientEnd::abandon);
        }
    }

    @Override
    public String toString() {
        return steps.toString();
    }
}
