package mtv.sandbox.inventory;

import mtv.model.Provider;
import mtv.sandbox.http.Answer;
import mtv.sandbox.http.JsonServer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The service behind the Route {@code forklift-inventory}: read only, for holders of a token of the cluster. */
public final class InventoryServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> TYPES =
            List.of("openshift", "vsphere", "ovirt", "openstack", "ova", "ec2", "hyperv");
    private static final String PROVIDER = "/providers/{type}/{uid}";
    private static final Answer NO_PROVIDER = new Answer(404, null, Map.of("X-Reason", "ProviderNotFound"));
    private static final Answer NOT_FOUND = Answer.empty(404);

    private final InventoryConfig config;
    private final InventoryState state;
    private final Map<String, View> views;
    private final Routes<Function<Request, CompletionStage<Answer>>> routes;
    private final JsonServer server;
    private final Slips slips;

    private InventoryServer(InventoryConfig config, InventoryState state) {
        this.config = config;
        this.state = state;
        this.slips = new Slips(config.faults(), state::names);
        this.views = Map.of("vsphere", new VSphereView(config), "openshift", new OpenShiftView(config.clusters()));
        this.routes = new Routes<Function<Request, CompletionStage<Answer>>>()
                .add("GET", "/providers", request -> blocking(() -> everything(request)))
                .add("GET", "/providers/{type}", request -> blocking(() -> ofType(request)))
                .add("GET", PROVIDER, request -> atParity(request, this::provider))
                .add("GET", PROVIDER + "/{collection}", request -> atParity(request, this::list))
                .add("GET", PROVIDER + "/{collection}/{id}", request -> atParity(request, this::object));
        this.server = JsonServer.start(config.vertx(), config.certificate(), this::answer);
    }

    /** Returns when its port is open. */
    public static InventoryServer start(InventoryConfig config, InventoryState state) {
        return new InventoryServer(config, state);
    }

    /** Without a path. */
    public URI url() {
        return server.url();
    }

    private CompletionStage<Answer> answer(Request request) {
        boolean known = request.header("Authorization")
                .filter(header -> header.startsWith("Bearer "))
                .flatMap(header -> config.tokens().userOf(header.substring("Bearer ".length())))
                .isPresent();
        if (!known) {
            return CompletableFuture.completedFuture(Answer.empty(401));
        }
        if (Query.of(request).isEmpty()) {
            return CompletableFuture.completedFuture(Answer.empty(400));
        }
        return routes.find(request)
                .map(match ->
                        match.handler().apply(match.request()).thenApply(answer -> slips.seen(match.request(), answer)))
                .orElseGet(() -> CompletableFuture.completedFuture(NOT_FOUND));
    }

    /** A collector that is still reading gets some time; then the answer is 206, without a body. */
    private CompletionStage<Answer> atParity(Request request, Reader reader) {
        return state.find(request.variable("type"), request.variable("uid"))
                .map(collector -> {
                    CompletableFuture<Boolean> complete = new CompletableFuture<>();
                    collector.parity().thenRun(() -> complete.complete(true));
                    if (!complete.isDone()) {
                        config.clock().after(PATIENCE, () -> complete.complete(false));
                    }
                    return complete.thenCompose(good -> good
                            ? blocking(() -> reader.read(request, collector.provider()))
                            : CompletableFuture.completedFuture(Answer.empty(206)));
                })
                .orElseGet(() -> CompletableFuture.completedFuture(NO_PROVIDER));
    }

    private interface Reader {
        Answer read(Request request, Provider provider);
    }

    private CompletionStage<Answer> blocking(Callable<Answer> work) {
        return config.vertx().executeBlocking(work, false).toCompletionStage();
    }

    private Answer everything(Request request) {
        Map<String, Object> byType = new LinkedHashMap<>();
        TYPES.forEach(type -> byType.put(type, providers(type, query(request))));
        return Answer.ok(byType);
    }

    private Answer ofType(Request request) {
        String type = request.variable("type");
        return TYPES.contains(type) ? Answer.ok(providers(type, query(request))) : NOT_FOUND;
    }

    private List<Map<String, Object>> providers(String type, Query query) {
        return query.page(state.providers(type).stream()
                .map(provider -> describe(provider, !query.onlyBasics()))
                .toList());
    }

    private Answer provider(Request request, Provider provider) {
        return Answer.ok(describe(provider, true));
    }

    private Map<String, Object> describe(Provider provider, boolean full) {
        Map<String, Object> json = OpenShiftView.identity(provider, View.selfLink(provider));
        if (full && views.containsKey(provider.getSpec().type())) {
            json.put("type", provider.getSpec().type());
            json.put("object", provider);
            json.putAll(views.get(provider.getSpec().type()).summary(provider));
        }
        return json;
    }

    private Answer list(Request request, Provider provider) {
        View view = views.get(provider.getSpec().type());
        String collection = request.variable("collection");
        Query query = query(request);
        boolean full = view.alwaysFull(collection) || !query.onlyBasics();
        return view.list(provider, collection)
                .map(query::page)
                .map(items -> full
                        ? items
                        : items.stream().map(item -> basics(view, item)).toList())
                .map(Answer::ok)
                .orElse(NOT_FOUND);
    }

    private Answer object(Request request, Provider provider) {
        return views.get(provider.getSpec().type())
                .get(provider, request.variable("collection"), request.variable("id"))
                .map(Answer::ok)
                .orElse(NOT_FOUND);
    }

    private static Map<String, Object> basics(View view, Map<String, Object> item) {
        Map<String, Object> basics = new LinkedHashMap<>(item);
        basics.keySet().retainAll(view.basics());
        return basics;
    }

    private static Query query(Request request) {
        return Query.of(request).orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }
}
