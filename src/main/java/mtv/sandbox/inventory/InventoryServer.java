package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.Provider;
import mtv.sandbox.faults.Operation;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.JsonServer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.inventory.InventoryView.Call;
import mtv.sandbox.sources.PlatformType;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service behind the Route {@code forklift-inventory}, read only. It answers in this order: is the question well
 * formed, is the Provider known, has it been read, may the caller.
 */
public final class InventoryServer implements AutoCloseable {

    /** The program that it names itself to the cluster, which it asks with its callers' tokens. */
    public static final String AGENT = InventoryAuthorization.AGENT;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> TYPES =
            List.of("openshift", "vsphere", "ovirt", "openstack", "ova", "ec2", "hyperv");
    /** It has a list of its own, and is no key of the list of all. */
    private static final String NUTANIX = "nutanix";

    private static final String PROVIDER = "/providers/{type}/{uid}";
    private static final HttpAnswer NO_PROVIDER = HttpAnswer.empty(404).with("X-Reason", "ProviderNotFound");
    private static final HttpAnswer NOT_FOUND = HttpAnswer.empty(404);
    private static final String WATCH = "X-Watch";

    private final InventoryConfig config;
    private final InventoryState state;
    private final InventoryAuthorization callers;
    private final InventoryWatches watches;
    private final Map<String, InventoryView> views;
    private final Routes<Function<Request, CompletionStage<HttpAnswer>>> routes;
    private final JsonServer server;

    private InventoryServer(InventoryConfig config, InventoryState state) {
        this.config = config;
        this.state = state;
        this.callers = new InventoryAuthorization(config);
        this.watches = new InventoryWatches(config, state);
        this.views = Arrays.stream(PlatformType.values())
                .collect(Collectors.toMap(
                        PlatformType::id,
                        type -> type == PlatformType.OPENSHIFT
                                ? new OpenShiftView(config, callers)
                                : new PlatformView(type, config)));
        this.routes = new Routes<Function<Request, CompletionStage<HttpAnswer>>>()
                .add("GET", "/providers", request -> providers(request, this::everything))
                .add("GET", "/providers/{type}", request -> providers(request, this::ofType))
                .add("GET", PROVIDER, request -> atParity(request, this::provider))
                .add("GET", PROVIDER + "/tree/{tree}", served(InventoryServer::hasTree, this::tree))
                .add("GET", PROVIDER + "/{collection}", served(InventoryServer::hasCollection, this::list))
                .add("GET", PROVIDER + "/{collection}/{id}", served(InventoryServer::hasObjects, this::object));
        state.onParity(collector -> blocking(() -> prepare(collector)));
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

    private CompletionStage<HttpAnswer> answer(Request request) {
        return routes.find(request.withoutSlash())
                .map(match -> faultOf(match.request())
                        .or(() -> malformed(match.request()))
                        .map(CompletableFuture::completedFuture)
                        .<CompletionStage<HttpAnswer>>map(bad -> bad)
                        .orElseGet(() -> match.handler().apply(match.request())))
                .orElseGet(() -> CompletableFuture.completedFuture(NOT_FOUND));
    }

    /** What is not served at all is not looked at. */
    private static Optional<HttpAnswer> malformed(Request request) {
        return Query.of(request).isEmpty() ? Optional.of(HttpAnswer.empty(400)) : Optional.empty();
    }

    /** A path below a Provider, which is there or not by the type alone. */
    private Function<Request, CompletionStage<HttpAnswer>> served(
            BiPredicate<InventoryView, Request> served, BiFunction<Request, Call, HttpAnswer> reader) {
        return request -> Optional.ofNullable(views.get(request.variable("type")))
                .filter(view -> served.test(view, request))
                .map(view -> atParity(request, reader))
                .orElseGet(() -> CompletableFuture.completedFuture(NOT_FOUND));
    }

    private static boolean hasTree(InventoryView view, Request request) {
        return view.hasTree(request.variable("tree"));
    }

    private static boolean hasCollection(InventoryView view, Request request) {
        return view.has(request.variable("collection"));
    }

    private static boolean hasObjects(InventoryView view, Request request) {
        return view.hasObjects(request.variable("collection"));
    }

    /** What a fault answers instead. */
    private Optional<HttpAnswer> faultOf(Request request) {
        String uid = String.valueOf(request.variable("uid"));
        String collection = Optional.ofNullable(request.variable("collection")).orElse("providers");
        List<String> names = Stream.concat(state.names(uid), Stream.of(uid, String.valueOf(request.variable("id"))))
                .toList();
        return config.faults()
                .httpFault(new Operation("see", collection, "reader"), request.path(), names)
                .map(fault -> HttpAnswer.empty(fault.status()));
    }

    private CompletionStage<HttpAnswer> providers(Request request, Function<Request, HttpAnswer> reader) {
        return blocking(() ->
                callers.refusal(token(request), query(request).namespace()).orElseGet(() -> reader.apply(request)));
    }

    /** A collector that is still reading gets some time; then the answer is 206, without a body. */
    private CompletionStage<HttpAnswer> atParity(Request request, BiFunction<Request, Call, HttpAnswer> reader) {
        return state.find(request.variable("type"), request.variable("uid"))
                .map(collector -> {
                    CompletableFuture<Boolean> complete = new CompletableFuture<>();
                    collector.parity().thenRun(() -> complete.complete(true));
                    if (!complete.isDone()) {
                        config.clock().after(PATIENCE, () -> complete.complete(false));
                    }
                    Call call = new Call(collector, query(request), token(request));
                    return complete.thenCompose(good -> good
                            ? blocking(() -> callers.refusal(call.caller(), call.provider())
                                    .map(refusal -> isLost(request, refusal) ? HttpAnswer.empty(200) : refusal)
                                    .orElseGet(() -> reader.apply(request, call)))
                            : CompletableFuture.completedFuture(HttpAnswer.empty(206)));
                })
                .orElseGet(() -> CompletableFuture.completedFuture(NO_PROVIDER));
    }

    /**
     * OpenStack's handler of machines answers 200 without a body to callers who may not see them, as in the product.
     */
    private static boolean isLost(Request request, HttpAnswer refusal) {
        return refusal.status() == 403
                && request.variable("type").equals(PlatformType.OPENSTACK.id())
                && InventoryFormat.VMS.equals(request.variable("collection"));
    }

    private CompletionStage<HttpAnswer> blocking(Callable<HttpAnswer> work) {
        return config.vertx().executeBlocking(work, false).toCompletionStage();
    }

    /** Makes what a collector keeps before the first request for it. */
    private HttpAnswer prepare(InventoryState.Collector collector) {
        Optional.ofNullable(views.get(collector.provider().getSpec().type()))
                .filter(view -> view.refresh().isPresent())
                .ifPresent(view -> view.list(new Call(collector, Query.ALL, ""), InventoryFormat.VMS));
        return HttpAnswer.empty(200);
    }

    private HttpAnswer everything(Request request) {
        Map<String, Object> byType = new LinkedHashMap<>();
        TYPES.forEach(type -> byType.put(type, described(request, type)));
        return HttpAnswer.ok(byType);
    }

    private HttpAnswer ofType(Request request) {
        String type = request.variable("type");
        if (!TYPES.contains(type) && !NUTANIX.equals(type)) {
            return NOT_FOUND;
        }
        boolean watch = request.header(WATCH).isPresent()
                && !PlatformType.OPENSHIFT.id().equals(type);
        return watch ? HttpAnswer.empty(400) : HttpAnswer.ok(described(request, type));
    }

    private List<JsonNode> described(Request request, String type) {
        Query query = query(request);
        List<JsonBytes> all = state.ofType(type).stream()
                .map(collector -> JsonBytes.of(describe(new Call(collector, query, token(request)))))
                .toList();
        return query.ofNamespace(all).stream().map(JsonBytes::tree).toList();
    }

    private HttpAnswer provider(Request request, Call call) {
        return HttpAnswer.ok(describe(call.inFull()));
    }

    /** Numbers are shown only of what has been read. */
    private ObjectNode describe(Call call) {
        Provider provider = call.provider();
        String type = provider.getSpec().type();
        ObjectNode json = OpenShiftView.identity(provider, InventoryView.selfLink(provider));
        if (call.query().level() > 0 && views.containsKey(type)) {
            json.put("type", type);
            json.set("object", config.hub().getKubernetesSerialization().convertValue(provider, ObjectNode.class));
            if (call.collector().parity().isDone()) {
                json.setAll(views.get(type).summary(call));
            }
        }
        return json;
    }

    private HttpAnswer list(Request request, Call call) {
        String collection = request.variable("collection");
        InventoryView view = view(call);
        return request.header(WATCH).map(how -> watch(request, call, how)).orElseGet(() -> {
            List<JsonBytes> all = view.list(call, collection);
            return HttpAnswer.ok(JsonBytes.list(view.select(call.query(), collection, all)));
        });
    }

    private HttpAnswer watch(Request request, Call call, String how) {
        InventoryView view = view(call);
        Optional<Duration> refresh = view.refresh();
        if (refresh.isEmpty()) {
            return HttpAnswer.empty(501);
        }
        if (request.header("Upgrade").isEmpty()) {
            return HttpAnswer.empty(400);
        }
        Supplier<List<JsonBytes>> list = () -> view.list(call.inFull(), request.variable("collection"));
        return HttpAnswer.of(
                101,
                new HttpAnswer.Upgrade(
                        socket -> watches.open(socket, call, refresh.get(), how.equals("snapshot"), list)));
    }

    private HttpAnswer object(Request request, Call call) {
        return view(call)
                .get(call, request.variable("collection"), request.variable("id"))
                .map(HttpAnswer::ok)
                .orElse(NOT_FOUND);
    }

    /** A tree cannot be watched, which the types say differently. */
    private HttpAnswer tree(Request request, Call call) {
        InventoryView view = view(call);
        if (request.header(WATCH).isPresent()) {
            return HttpAnswer.empty(view.refresh().isPresent() ? 400 : 501);
        }
        return HttpAnswer.ok(view.tree(call, request.variable("tree")));
    }

    private InventoryView view(Call call) {
        return views.get(call.provider().getSpec().type());
    }

    private static Query query(Request request) {
        return Query.of(request).orElseThrow();
    }

    private static String token(Request request) {
        return request.header("Authorization")
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()))
                .orElse("");
    }

    @Override
    public void close() {
        server.close();
        callers.close();
    }
}
