package io.whoset.forensics.detect;

import io.whoset.forensics.detect.Traffic.Value;

/** A fleet of web servers that ask the cache, fill it where it misses and refresh it where the truth moved on. */
final class Fleet {
    /** What a server stores for the version of a song. */
    interface Answer {
        Value of(int server, int song, int version);
    }

    final Traffic traffic;
    final int[] versions;
    int servers = 9;
    double updates = 0.15;
    long meanPauseMicros = 10_000;
    String outcome = "STORED";
    /** What fraction of the requests goes to the last server; negative: an equal share. */
    double lastShare = -1;

    private final String family;
    private final Answer answer;

    Fleet(Traffic traffic, String family, int songs, Answer answer) {
        this.traffic = traffic;
        this.family = family;
        this.answer = answer;
        this.versions = new int[songs];
    }

    Fleet servers(int count) {
        servers = count;
        return this;
    }

    Fleet updates(double share) {
        updates = share;
        return this;
    }

    Fleet every(long micros) {
        meanPauseMicros = micros;
        return this;
    }

    Fleet outcome(String word) {
        outcome = word;
        return this;
    }

    Fleet lastShare(double share) {
        lastShare = share;
        return this;
    }

    /** Requests until so much virtual time went by. */
    Fleet run(long seconds) {
        long end = traffic.now() + seconds * Traffic.SECOND;
        while (traffic.now() < end) {
            traffic.pause(meanPauseMicros);
            request();
        }
        return this;
    }

    private void request() {
        int song = (int) (Math.pow(traffic.random.nextDouble(), 1.5) * versions.length);
        boolean played = traffic.random.nextDouble() < updates;
        if (played) {
            versions[song]++;
        }
        if (played || traffic.misses(key(song))) {
            int server = pick();
            traffic.write(Traffic.writer(server), "set", key(song), answer.of(server, song, versions[song]), outcome);
        }
    }

    private int pick() {
        if (lastShare < 0) {
            return 1 + traffic.random.nextInt(servers);
        }
        return traffic.random.nextDouble() < lastShare ? servers : 1 + traffic.random.nextInt(servers - 1);
    }

    String key(int song) {
        return family.replace("#", hex(song));
    }

    private static String hex(int song) {
        return String.format("%016x%016x", song * 0x9E3779B97F4A7C15L, (song + 7) * 0xBF58476D1CE4E5B9L);
    }

    static Value healthy(int song, int version) {
        return Traffic.json(song + "@" + version, "s");
    }
}
