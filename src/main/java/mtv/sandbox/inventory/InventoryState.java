package mtv.sandbox.inventory;

import mtv.model.Provider;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How far the collector of each Provider is, by the Provider's uid. */
public final class InventoryState {

    private final Map<String, Collector> collectors = new ConcurrentHashMap<>();
    private volatile Consumer<Collector> onParity = collector -> {};

    /** What was seen of one Provider since its collector started. */
    static final class Collector {

        private final CompletableFuture<Void> parity;
        private volatile Provider provider;
        private InventorySnapshot last;

        Collector(Provider provider) {
            this.provider = provider;
            this.parity = new CompletableFuture<>();
        }

        Provider provider() {
            return provider;
        }

        /** Done when everything has been read. */
        CompletableFuture<Void> parity() {
            return parity;
        }

        /** @param renew gives the same snapshot again while it is fresh; null for the first */
        synchronized InventorySnapshot look(UnaryOperator<InventorySnapshot> renew) {
            last = renew.apply(last);
            return last;
        }
    }

    /** Called once for each collector, when it has read everything. */
    void onParity(Consumer<Collector> listener) {
        onParity = listener;
    }

    /** A collector has started from nothing. */
    public void loading(Provider provider) {
        collectors.put(uid(provider), new Collector(provider));
    }

    /** Everything has been read at least once. */
    public void complete(Provider provider) {
        Collector collector = collectors.computeIfAbsent(uid(provider), uid -> new Collector(provider));
        collector.provider = provider;
        if (collector.parity().complete(null)) {
            onParity.accept(collector);
        }
    }

    public void gone(String providerUid) {
        collectors.remove(providerUid);
    }

    /** Whether everything of a Provider has been read, so that its inventory answers. */
    public boolean isComplete(Provider provider) {
        Collector collector = collectors.get(uid(provider));
        return collector != null && collector.parity().isDone();
    }

    Optional<Collector> find(String type, String uid) {
        return Optional.ofNullable(collectors.get(uid))
                .filter(collector -> type.equals(collector.provider().getSpec().type()));
    }

    /** Whether it still collects for its Provider. */
    boolean has(Collector collector) {
        return collectors.containsValue(collector);
    }

    /** Of a Provider, with and without its namespace. */
    Stream<String> names(String uid) {
        return Optional.ofNullable(collectors.get(uid)).map(Collector::provider).stream()
                .map(Provider::getMetadata)
                .flatMap(meta -> Stream.of(meta.getName(), meta.getNamespace() + "/" + meta.getName()));
    }

    /** In the order of their names. */
    List<Collector> ofType(String type) {
        return collectors.values().stream()
                .filter(collector -> type.equals(collector.provider().getSpec().type()))
                .sorted(Comparator.comparing(
                        collector -> collector.provider().getMetadata().getName()))
                .toList();
    }

    private static String uid(Provider provider) {
        return provider.getMetadata().getUid();
    }
}
