package mtv.sandbox.inventory;

import mtv.model.Provider;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How far the collector of each Provider is, by the Provider's uid. */
public final class InventoryState {

    private final Map<String, Collector> collectors = new ConcurrentHashMap<>();

    /** @param parity done when everything has been read */
    record Collector(Provider provider, CompletableFuture<Void> parity) {}

    /** A collector has started from nothing. */
    public void loading(Provider provider) {
        collectors.put(uid(provider), new Collector(provider, new CompletableFuture<>()));
    }

    /** Everything has been read at least once. */
    public void complete(Provider provider) {
        Collector collector = collectors.compute(
                uid(provider),
                (uid, known) -> new Collector(provider, known == null ? new CompletableFuture<>() : known.parity()));
        collector.parity().complete(null);
    }

    public void gone(String providerUid) {
        collectors.remove(providerUid);
    }

    Optional<Collector> find(String type, String uid) {
        return Optional.ofNullable(collectors.get(uid))
                .filter(collector -> type.equals(collector.provider().getSpec().type()));
    }

    /** Of a Provider, with and without its namespace. */
    Stream<String> names(String uid) {
        return Optional.ofNullable(collectors.get(uid)).map(Collector::provider).stream()
                .map(Provider::getMetadata)
                .flatMap(meta -> Stream.of(meta.getName(), meta.getNamespace() + "/" + meta.getName()));
    }

    List<Provider> providers(String type) {
        Collection<Collector> all = collectors.values();
        return all.stream()
                .map(Collector::provider)
                .filter(provider -> type.equals(provider.getSpec().type()))
                .toList();
    }

    private static String uid(Provider provider) {
        return provider.getMetadata().getUid();
    }
}
