package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.openshift.api.model.Route;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.diagnosis.SourceInventory;
import mtv.model.NetworkSource;
import mtv.model.Provider;
import mtv.model.SourceRef;
import mtv.provider.driver.ProviderException;
import mtv.provider.http.HttpSession;
import mtv.provider.inventory.InventoryReader;
import mtv.settings.ClusterCredentials;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * MTV's view of one source Provider: every collection listed once per look, never a request per VM. It offers no watch
 * to clients outside of MTV, and answers 404 and then 206 with an empty body until it has read the source.
 */
public final class Inventory implements SourceInventory {

    private static final Logger LOG = LogManager.getLogger();
    private static final String ROUTE = "forklift-inventory";

    private final HttpSession http;
    private final Cluster cluster;
    private final String base;
    private final InventoryReader reader;
    private final Duration limit;
    private final String provider;
    private volatile String last = "and was not asked";

    /** @param limit how long the inventory may take to show what is expected */
    Inventory(Cluster cluster, Provider provider, SourceType type, Duration limit) {
        ClusterCredentials access = cluster.access();
        this.http = HttpSession.trusting(
                new HttpSession.Trust(access.insecureSkipVerify(), access.caFile()),
                limit,
                cluster.stop(),
                cluster.wire(),
                "inventory");
        this.cluster = cluster;
        this.provider = provider.getMetadata().getName();
        this.base = "https://" + host(cluster) + "/providers/" + type.id() + "/"
                + provider.getMetadata().getUid() + "/";
        this.reader = InventoryReader.of(type);
        this.limit = limit;
    }

    /** Of a Provider that is there already, of whomever. */
    public static Inventory of(Cluster cluster, Provider provider, SourceType type, Duration limit) {
        return new Inventory(cluster, provider, type, limit);
    }

    private static String host(Cluster cluster) {
        Route route = cluster.client()
                .resources(Route.class)
                .inNamespace(cluster.mtvNamespace())
                .withName(ROUTE)
                .get();
        if (route == null) {
            throw new ProviderException("Route " + ROUTE + " is not in namespace " + cluster.mtvNamespace()
                    + ": MTV's inventory cannot be read; check mtv_namespace");
        }
        return route.getSpec().getHost();
    }

    /** All VMs, once the inventory shows those that are expected. */
    public List<SourceVm> vmsOnce(String sentence, Predicate<List<SourceVm>> expected) {
        return vmsOnce(sentence, expected, Inventory::words);
    }

    private static String words(List<SourceVm> vms) {
        return "VMs "
                + vms.stream()
                        .map(vm -> vm.name() + " (" + vm.powerWords() + ")")
                        .toList();
    }

    /** @param shows describes the VMs when time has run out */
    List<SourceVm> vmsOnce(
            String sentence, Predicate<List<SourceVm>> expected, Function<List<SourceVm>, String> shows) {
        AtomicReference<Optional<List<SourceVm>>> seen = new AtomicReference<>(Optional.empty());
        return cluster.await(sentence)
                .polling(
                        limit,
                        () -> {
                            seen.set(read());
                            return seen.get().filter(expected);
                        },
                        () -> seen.get().map(shows).orElseGet(this::loading));
    }

    /** The VMs with these ids, once each is as expected, or as they are when time has run out. */
    List<SourceVm> vmsOrLast(String sentence, Set<String> ids, Predicate<SourceVm> expected) {
        AtomicReference<List<SourceVm>> last = new AtomicReference<>(List.of());
        try {
            vmsOnce(
                    sentence,
                    vms -> {
                        last.set(
                                vms.stream().filter(vm -> ids.contains(vm.id())).toList());
                        return last.get().stream().allMatch(expected);
                    },
                    vms -> words(last.get()));
        } catch (WaitException.OutOfTime e) {
            LOG.warn(e.getMessage());
        }
        return last.get();
    }

    /** How a NetworkMap names a network. */
    public NetworkSource network(String key) {
        return reader.network(key);
    }

    /** How a StorageMap names a storage. */
    public SourceRef storage(String key) {
        return reader.storage(key);
    }

    /** Id, name and path of each storage, by its id and by its name. */
    public Map<String, Set<String>> storageNames() {
        return names(reader.storages());
    }

    /** Id, name and path of each network, by its id and by its name. */
    public Map<String, Set<String>> networkNames() {
        return names(reader.networks());
    }

    /** A name that several items have stands for all of them; an id beats an equal name. */
    private Map<String, Set<String>> names(String collection) {
        Map<String, Set<String>> names = new HashMap<>();
        JsonNode items = cluster.await("MTV's inventory shows its " + collection)
                .polling(limit, () -> list(collection), this::loading);
        items.forEach(item -> names.computeIfAbsent(InventoryReader.text(item, "name"), name -> new HashSet<>())
                .addAll(namesOf(item)));
        items.forEach(item -> names.put(InventoryReader.text(item, "id"), namesOf(item)));
        return names;
    }

    @Override
    public Set<String> listed(Collection collection) throws IOException {
        String name = switch (collection) {
            case VMS -> "vms";
            case NETWORKS -> reader.networks();
            case STORAGES -> reader.storages();
        };
        JsonNode items = list(name).orElseThrow(() -> new IOException("it is still loading, " + last));
        Set<String> names = new HashSet<>();
        items.forEach(item ->
                names.addAll(List.of(item.path("id").asText(), item.path("name").asText())));
        return names;
    }

    private static Set<String> namesOf(JsonNode item) {
        return Stream.of("id", "name", "path")
                .map(field -> InventoryReader.text(item, field))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /**
     * All VMs as they are shown now, without waiting for any.
     *
     * @return empty while MTV has not read the source yet
     */
    public Optional<List<SourceVm>> vmsNow() throws IOException {
        return read();
    }

    private Optional<List<SourceVm>> read() throws IOException {
        Map<String, JsonNode> lists = new HashMap<>();
        return listInto(lists, reader.collections()) && listInto(lists, reader.more(lists))
                ? Optional.of(reader.vms(lists))
                : Optional.empty();
    }

    private boolean listInto(Map<String, JsonNode> lists, List<String> collections) throws IOException {
        for (String collection : collections) {
            Optional<JsonNode> list = list(collection);
            if (list.isEmpty()) {
                return false;
            }
            lists.put(collection, list.get());
        }
        return true;
    }

    /** Empty while MTV has not read the source yet, or is being restarted. */
    private Optional<JsonNode> list(String collection) throws IOException {
        URI uri = URI.create(base + collection + "?detail=all");
        HttpSession.Answer answer;
        try {
            answer = ask(uri);
        } catch (IOException e) {
            if (HttpSession.isLasting(e)) {
                throw new ProviderException(wanted(collection) + e.getMessage()
                        + "; this machine must resolve and trust the Route " + ROUTE + ", by "
                        + cluster.access().role().key("ca_file")
                        + " or by " + cluster.access().role().skipVerifyKey() + "=true");
            }
            last = "as the suite " + e.getMessage();
            return Optional.empty();
        }
        boolean loading = answer.status() == 206
                || (answer.status() == 404 && answer.reason().equals(Optional.of("ProviderNotFound")))
                || answer.status() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
        last = "and answers " + answer.status()
                + answer.page().map(page -> ": " + page).orElse("");
        if (loading) {
            return Optional.empty();
        }
        if (answer.page().isPresent()) {
            throw new ProviderException(wanted(collection) + answer.page().get() + " Look at Route " + ROUTE);
        }
        if (!answer.ok()) {
            throw new ProviderException(wanted(collection) + "it answered " + answer.status() + " to GET " + uri
                    + (answer.status() == 403 ? "; the user may not read this Provider" : ""));
        }
        return whole(answer);
    }

    /** Empty for an answer that was cut off or has no body, since the next one may be whole. */
    private Optional<JsonNode> whole(HttpSession.Answer answer) {
        try {
            Optional<JsonNode> list = Optional.of(answer.json()).filter(json -> !json.isMissingNode());
            last += list.isEmpty() ? " with nothing" : "";
            return list;
        } catch (IOException e) {
            last = "and " + e.getMessage();
            return Optional.empty();
        }
    }

    /**
     * Any request to the API replaces a token that has expired, so one is sent when the inventory refuses the token.
     */
    private HttpSession.Answer ask(URI uri) throws IOException {
        HttpSession.Answer answer = http.send("GET", uri, bearer(), "");
        if (answer.status() != HttpURLConnection.HTTP_UNAUTHORIZED) {
            return answer;
        }
        cluster.now();
        return http.send("GET", uri, bearer(), "");
    }

    private String wanted(String collection) {
        return "Wanted MTV's inventory to show the " + collection + " of Provider " + provider + ", but: ";
    }

    private String loading() {
        return "an inventory that is still loading, " + last;
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + cluster.token().reveal());
    }
}
