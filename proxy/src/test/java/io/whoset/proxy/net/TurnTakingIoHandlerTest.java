package io.whoset.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTakingIoHandlerTest {
    private final Deque<Integer> events = new ArrayDeque<>();
    private final List<String> turns = new ArrayList<>();
    private final TurnTakingIoHandler handler = new TurnTakingIoHandler(new Way());

    @Test
    void turn_afterABusyOne_looksAtOnceBeforeItWaits() {
        assertThat(turns(true, 8, 0, 3, 1)).containsExactly("waits 8", "at once 0, waits 3", "waits 1");
    }

    @Test
    void turns_thatStayBusy_neverWait() {
        assertThat(turns(true, 9, 20, 8, 7, 2))
                .containsExactly("waits 9", "at once 20", "at once 8", "at once 7", "waits 2");
    }

    @Test
    void turn_thatMayNotWait_doesNot() {
        assertThat(turns(false, 50, 0, 50)).containsExactly("at once 50", "at once 0", "at once 50");
    }

    private List<String> turns(boolean mayWait, Integer... handled) {
        events.addAll(List.of(handled));
        List<String> told = new ArrayList<>();
        while (!events.isEmpty()) {
            turns.clear();
            handler.run(context(mayWait));
            told.add(String.join(", ", turns));
        }
        return told;
    }

    private static IoHandlerContext context(boolean mayWait) {
        return new IoHandlerContext() {
            @Override
            public boolean canBlock() {
                return mayWait;
            }

            @Override
            public long delayNanos(long currentTimeNanos) {
                return 1;
            }

            @Override
            public long deadlineNanos() {
                return 1;
            }
        };
    }

    private final class Way implements IoHandler {
        @Override
        public int run(IoHandlerContext context) {
            int handled = events.remove();
            turns.add((context.canBlock() ? "waits " : "at once ") + handled);
            return handled;
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void wakeup() {}

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return true;
        }
    }
}
