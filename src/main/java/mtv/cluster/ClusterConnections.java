package mtv.cluster;

import io.fabric8.kubernetes.client.vertx.VertxHttpClient;
import mtv.settings.Proxies;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The connections of one client, direct ones and those through proxies: API, OAuth server and what these lead to are
 * different hosts, and each has its own answer to the question whether a proxy is asked.
 */
final class ClusterConnections {

    private final Proxies proxies;
    private final Function<Optional<Proxies.Proxy>, VertxHttpClient<?>> clients;
    private final Map<Optional<Proxies.Proxy>, VertxHttpClient<?>> open = new ConcurrentHashMap<>();

    ClusterConnections(Proxies proxies, Function<Optional<Proxies.Proxy>, VertxHttpClient<?>> clients) {
        this.proxies = proxies;
        this.clients = clients;
        open.put(Optional.empty(), clients.apply(Optional.empty()));
    }

    VertxHttpClient<?> to(URI uri) {
        return open.computeIfAbsent(proxies.forUri(uri), clients);
    }

    void close() {
        open.values().forEach(VertxHttpClient::close);
    }
}
