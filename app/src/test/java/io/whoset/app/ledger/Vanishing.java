package io.whoset.app.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that pipeline writes and reset or close the connection at any moment, also within a value: what the server took of it, it alone knows.
 *
 * <p>Confined to one thread but for the clients that it starts.
 */
public final class Vanishing {
    private static final int CLIENTS = 8;
    private static final int MOST_SETS = 40;
    private static final Pattern LINE = Pattern.compile(
            "\"event\":\"write\".*\"key\":\"(v\\d+:\\d+)\".*\"digest\":\"([^\"]*)\".*\"outcome\":\"(\\w+)\"");

    private final long seed;
    private final Map<String, ExpectedWrite> sent = new ConcurrentHashMap<>();

    /** Connections that are the same for the same seed, but for the moment of their end. */
    public Vanishing(long seed) {
        this.seed = seed;
    }

    /** So many connections of each of eight clients, one after another. */
    public void run(InetSocketAddress server, int connections)
            throws ExecutionException, InterruptedException, IOException {
        Load.showThatTheRouteIsOpen(server);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                all.add(threads.submit(() -> {
                    connections(server, number, connections);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void connections(InetSocketAddress server, int client, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + client);
        int number = 0;
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
                socket.setTcpNoDelay(true);
                if (random.nextInt(4) > 0) {
                    socket.setSoLinger(true, 0);
                }
                boolean torn = random.nextBoolean();
                int sets = 1 + random.nextInt(MOST_SETS);
                for (int set = 0; set < sets; set++) {
                    send(socket, random, "v" + client + ":" + number++, torn && set == sets - 1);
                }
                if (!torn) {
                    // in the middle of a value, memcached keeps the replies to what was before it
                    socket.getInputStream().readNBytes(random.nextInt(sets) * "STORED\r\n".length());
                }
            } catch (SocketException e) {
                if (!String.valueOf(e.getMessage()).contains("reset")) {
                    throw e;
                }
            }
        }
    }

    private void send(Socket socket, SplittableRandom random, String key, boolean torn) throws IOException {
        byte[] value = new byte[random.nextInt(random.nextInt(10) == 0 ? 60_000 : 600)];
        random.nextBytes(value);
        String flags = Integer.toString(random.nextInt(1000));
        byte[] line = Unit.bytes("set " + key + " " + flags + " 0 " + value.length + "\r\n");
        byte[] request = new byte[line.length + value.length + 2];
        System.arraycopy(line, 0, request, 0, line.length);
        System.arraycopy(value, 0, request, line.length, value.length);
        request[request.length - 2] = '\r';
        request[request.length - 1] = '\n';
        sent.put(key, new ExpectedWrite("set", key, flags, "0", ByteBuffer.wrap(value), "STORED"));
        int cut = torn ? random.nextInt(request.length) : request.length;
        socket.getOutputStream().write(request, 0, cut);
    }

    /**
     * What is wrong with the log of an ended process, held against the items of the server that it stood before.
     *
     * @return in the order of the log, then what is missing; empty for a log that is complete and true
     */
    public List<String> defects(Path log, InetSocketAddress server) throws IOException {
        Map<String, String> outcomes = new HashMap<>();
        List<String> defects = new ArrayList<>();
        for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
            Matcher write = LINE.matcher(line);
            if (write.find()) {
                ExpectedWrite expected = sent.get(write.group(1));
                if (expected == null || !expected.fields().contains(write.group(2))) {
                    defects.add("not what was sent: " + line);
                }
                if (outcomes.put(write.group(1), write.group(3)) != null) {
                    defects.add("twice: " + line);
                }
            } else if (!line.contains("\"event\":\"start\"") && !line.contains("\"event\":\"stop\"")) {
                defects.add("neither whole nor a write: " + line);
            }
        }
        if (!outcomes.containsValue("lost") || !outcomes.containsValue("STORED")) {
            defects.add("the traffic is too tame: " + Set.copyOf(outcomes.values()));
        }
        compareWithServer(outcomes, server, defects);
        return defects;
    }

    private void compareWithServer(Map<String, String> outcomes, InetSocketAddress server, List<String> defects)
            throws IOException {
        Set<String> items = items(server);
        for (String key : sent.keySet()) {
            boolean stored = items.contains(key);
            String outcome = outcomes.get(key);
            if (stored && outcome == null) {
                defects.add("stored and not in the log: " + key);
            } else if (!stored && "STORED".equals(outcome)) {
                defects.add("logged as stored, but the server has no " + key);
            }
        }
    }

    /** Which of the keys the server has. */
    private Set<String> items(InetSocketAddress server) throws IOException {
        Set<String> items = new HashSet<>();
        try (Socket socket = new Socket(server.getAddress(), server.getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String key : sent.keySet()) {
                socket.getOutputStream().write(Unit.bytes("mg " + key + "\r\n"));
                if (in.readLine().equals("HD")) {
                    items.add(key);
                }
            }
        }
        return items;
    }
}
