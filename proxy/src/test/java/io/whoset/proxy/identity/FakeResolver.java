package io.whoset.proxy.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A name service that answers what a test says, and when. Safe for many threads. */
public final class FakeResolver implements ReverseResolver {
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);

    /** An address, its name, and what that name leads to. */
    public FakeResolver name(String address, String name, String... leadsTo) {
        names.put(address, name);
        addresses.put(name, List.of(leadsTo));
        return this;
    }

    /** Answers nothing until {@link #answer}. */
    public FakeResolver hold() {
        open = new CountDownLatch(1);
        return this;
    }

    /** Answers what was asked and what will be. */
    public void answer() {
        open.countDown();
    }

    /** How often it was asked for a name. */
    public int asked() {
        return asked.get();
    }

    @Override
    public String nameOf(InetAddress address) throws UnknownHostException {
        asked.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
        return names.getOrDefault(address.getHostAddress(), address.getHostAddress());
    }

    @Override
    public InetAddress[] addressesOf(String name) throws UnknownHostException {
        List<String> all = addresses.getOrDefault(name, List.of());
        if (all.isEmpty()) {
            throw new UnknownHostException(name);
        }
        InetAddress[] result = new InetAddress[all.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = InetAddress.getByName(all.get(i));
        }
        return result;
    }
}
