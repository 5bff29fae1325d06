package mtv.cluster;

import io.fabric8.kubernetes.client.http.WebSocket;
import mtv.record.RecordedConnection;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A watch from a recording: one event for each demand. After the last one it ends as it ended then, so that the client
 * begins the next one that was recorded; where its end was not recorded, it stays open and says nothing.
 */
final class PlayedSocket implements WebSocket {

    /** The status by which a server says that it ends a WebSocket of its own accord. */
    private static final int GOING_AWAY = 1001;

    private final RecordedConnection.Played events;
    private final Listener listener;
    private final Executor loop;
    private int demand;
    private boolean closed;

    /** @param loop on which the listener is called, one event after the other */
    PlayedSocket(RecordedConnection.Played events, Listener listener, Executor loop) {
        this.events = events;
        this.listener = listener;
        this.loop = loop;
    }

    PlayedSocket open() {
        listener.onOpen(this);
        events.onTurn(() -> run(this::deliver));
        request();
        return this;
    }

    @Override
    public synchronized void request() {
        demand++;
        run(this::deliver);
    }

    private void run(Runnable work) {
        try {
            loop.execute(work);
        } catch (RejectedExecutionException e) {
            events.close(); // with its client, which does not close its watches one by one
        }
    }

    private void deliver() {
        Optional<String> event;
        boolean over;
        synchronized (this) {
            event = closed || demand == 0 ? Optional.empty() : events.next();
            demand -= event.isPresent() ? 1 : 0;
            over = !closed && event.isEmpty() && events.isOver();
            closed |= over;
        }
        event.ifPresent(text -> listener.onMessage(this, text));
        if (over) {
            events.close();
            listener.onClose(this, GOING_AWAY, "the watch ended here when it was recorded");
        }
    }

    @Override
    public boolean send(ByteBuffer buffer) {
        return true;
    }

    @Override
    public boolean sendClose(int code, String reason) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
        }
        events.close();
        run(() -> listener.onClose(this, code, reason));
        return true;
    }

    @Override
    public long queueSize() {
        return 0;
    }
}
