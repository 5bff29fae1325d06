package mtv.sandbox.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.vertx.core.http.ServerWebSocket;
import mtv.sandbox.inventory.InventoryView.Call;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Collections that are followed over WebSockets. The client gets the differences between one snapshot of the collector
 * and the next, always in full detail, and in the frames of MTV's own journal.
 */
final class InventoryWatches {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InventoryConfig config;
    private final InventoryState state;
    private final AtomicLong watches = new AtomicLong();
    private final AtomicLong events = new AtomicLong();

    /** What a frame says, and the number that it says it by. */
    private enum Action {
        STARTED(0x00),
        PARITY(0x01),
        END(0x04),
        CREATED(0x10),
        UPDATED(0x20),
        DELETED(0x40);

        private final int number;

        Action(int number) {
            this.number = number;
        }
    }

    InventoryWatches(InventoryConfig config, InventoryState state) {
        this.config = config;
        this.state = state;
    }

    /**
     * Follows a collection until the client goes or says that it ends, or the collector is replaced.
     *
     * @param refresh how often the collector looks
     * @param snapshot whether what is there already is sent as created
     */
    void open(ServerWebSocket socket, Call call, Duration refresh, boolean snapshot, Supplier<List<JsonBytes>> list) {
        Watch watch = new Watch(socket, call.collector(), refresh, list);
        socket.textMessageHandler(watch::hear);
        watch.run(() -> watch.start(snapshot));
    }

    private final class Watch {

        private final ServerWebSocket socket;
        private final InventoryState.Collector collector;
        private final Duration refresh;
        private final Supplier<List<JsonBytes>> list;
        private List<JsonBytes> sent = List.of();

        Watch(
                ServerWebSocket socket,
                InventoryState.Collector collector,
                Duration refresh,
                Supplier<List<JsonBytes>> list) {
            this.socket = socket;
            this.collector = collector;
            this.refresh = refresh;
            this.list = list;
        }

        /** Looks at the source may take long; after each, the collector waits for its next one. */
        void run(Runnable look) {
            config.vertx().executeBlocking(Executors.callable(look), false).onComplete(done -> {
                if (!socket.isClosed()) {
                    config.clock().after(refresh, () -> run(this::look));
                }
            });
        }

        void start(boolean snapshot) {
            sent = list.get();
            send(watches.incrementAndGet(), Action.STARTED, null, null);
            if (snapshot) {
                sent.forEach(there -> send(0, Action.CREATED, there, null));
            }
            send(0, Action.PARITY, null, null);
        }

        private void look() {
            if (!state.has(collector)) {
                end();
                return;
            }
            List<JsonBytes> now = list.get();
            if (now == sent) {
                return;
            }
            Map<String, JsonBytes> before = byId(sent);
            now.forEach(shown -> {
                JsonBytes known = before.remove(shown.id());
                if (known == null) {
                    send(events.incrementAndGet(), Action.CREATED, shown, null);
                } else if (known != shown && !Arrays.equals(known.json(), shown.json())) {
                    send(events.incrementAndGet(), Action.UPDATED, known, shown);
                }
            });
            before.values().forEach(gone -> send(events.incrementAndGet(), Action.DELETED, gone, null));
            sent = now;
        }

        private static Map<String, JsonBytes> byId(List<JsonBytes> all) {
            Map<String, JsonBytes> ids = new LinkedHashMap<>();
            all.forEach(shown -> ids.put(shown.id(), shown));
            return ids;
        }

        /** A client ends a watch as the server does, or by something that is no frame. */
        void hear(String frame) {
            try {
                if (JSON.readTree(frame).path("Action").asInt() == Action.END.number) {
                    end();
                }
            } catch (JsonProcessingException e) {
                end();
            }
        }

        private void end() {
            send(0, Action.END, null, null);
            socket.close();
        }

        private void send(long id, Action action, JsonBytes resource, JsonBytes updated) {
            ObjectNode frame = JSON.createObjectNode()
                    .put("ID", id)
                    .putNull("Labels")
                    .put("Action", action.number)
                    .putRawValue("Resource", raw(resource))
                    .putRawValue("Updated", raw(updated));
            socket.writeTextMessage(frame.toString());
        }

        private static RawValue raw(JsonBytes shown) {
            return new RawValue(shown == null ? "null" : new String(shown.json(), StandardCharsets.UTF_8));
        }
    }
}
