package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import mtv.model.serialization.ModelSerialization;
import mtv.sandbox.apiserver.auth.AccessReviews;
import mtv.sandbox.apiserver.auth.OAuthServer;
import mtv.sandbox.apiserver.auth.Projects;
import mtv.sandbox.apiserver.auth.Rbac;
import mtv.sandbox.apiserver.auth.SecurityContexts;
import mtv.sandbox.apiserver.auth.Tokens;
import mtv.sandbox.apiserver.controllers.ControllerContext;
import mtv.sandbox.apiserver.controllers.CustomResourceDefinitions;
import mtv.sandbox.apiserver.controllers.GarbageCollector;
import mtv.sandbox.apiserver.controllers.NamespaceLifecycle;
import mtv.sandbox.apiserver.controllers.ServiceAccountTokens;
import mtv.sandbox.apiserver.discovery.Discovery;
import mtv.sandbox.apiserver.discovery.OpenApi;
import mtv.sandbox.apiserver.object.Admission;
import mtv.sandbox.apiserver.object.BuiltInKinds;
import mtv.sandbox.apiserver.object.CreateUpdateStrategy;
import mtv.sandbox.apiserver.object.ManagedFields;
import mtv.sandbox.apiserver.object.ObjectWriter;
import mtv.sandbox.apiserver.object.ResourceVerbs;
import mtv.sandbox.apiserver.object.SeededIds;
import mtv.sandbox.apiserver.object.Webhook;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.Endpoint;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.apiserver.watch.WatchVerb;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** One cluster's API server, listening on a port of the loopback until it is closed. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    private static final String HOST = "127.0.0.1";
    private static final int MAX_URL = 64 * 1024;
    /** What KubeVirt calls a WebSocket whose binary frames are a TCP stream. */
    private static final String STREAM = "plain.kubevirt.io";

    /** Of a WebSocket whose frames begin with the number of a channel; the newer one can close its input as well. */
    private static final List<String> CHANNELS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

    private final ApiServerConfig config;
    private final Vertx vertx;
    private final Store store = new Store();
    private final Traffic traffic = new Traffic();
    private final Admission admission = new Admission();
    private final OAuthServer login;
    private final Router router;
    private final Kinds kinds = new Kinds(BuiltInKinds.all());
    private final ObjectWriter writer;
    private final ControllerContext context;
    private final HttpServer http;
    private final HttpServer unguarded;
    private final RequestHandler handler;
    private final InProcessHttpClient.Factory inProcess;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-cluster");
        thread.setDaemon(true);
        return thread;
    });
    private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();

    private ApiServer(ApiServerConfig config) {
        this.config = config;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.login = new OAuthServer(config.users(), config.clock());
        Discovery discovery = new Discovery(kinds);
        this.writer = new ObjectWriter(
                store,
                kinds,
                new CreateUpdateStrategy(config.clock(), new SeededIds(config.seed())),
                admission,
                new ManagedFields(config.clock()),
                config.faults());
        this.router = new Router(kinds, new ResourceVerbs(store, writer, config.clock()), admission, discovery::below);
        Rbac rbac = new Rbac(store);
        this.context =
                new ControllerContext(store, kinds, writer, this::later, WriteContext.internal("system:apiserver"));
        ServiceAccountTokens accounts = new ServiceAccountTokens(context, tokens(), config.clock(), caPem());
        admission.addValidating("pods", new SecurityContexts(store, rbac)::review);
        AccessReviews identity = new AccessReviews(tokens(), rbac);
        identity.endpoints().forEach(router::at);
        router.on("create localsubjectaccessreviews.authorization.k8s.io", identity::reviewNamed)
                .on("create serviceaccounts/token", accounts::token);
        routes(discovery, new OpenApi(kinds, ModelSerialization.shared()), rbac);
        store.observe(new CustomResourceDefinitions(context)::observe);
        store.observe(new NamespaceLifecycle(context)::observe);
        store.observe(new GarbageCollector(context)::observe);
        store.observe(accounts::observe);
        WatchVerb watches = new WatchVerb(
                vertx, store, config.clock(), () -> config.inTime().apply(() -> {}));
        this.handler = new RequestHandler(vertx, config, login, rbac, router, watches, traffic);
        this.http = listen(config.certificate().forServer(), config.port(), handler);
        this.unguarded = listen(new HttpServerOptions(), 0, handler);
        this.inProcess = new InProcessHttpClient.Factory(handler, vertx);
        Json.resource("rbac.json").path("objects").forEach(object -> plant((ObjectNode) object));
    }

    /** Returns when the port is open and all kinds are served. */
    public static ApiServer start(ApiServerConfig config) {
        return new ApiServer(config);
    }

    public URI url() {
        return URI.create("https://" + HOST + ":" + http.actualPort());
    }

    /** What to verify the server against. */
    public String caPem() {
        return config.certificate().pem();
    }

    /** Creates what is on the cluster before anybody uses it, status included, by the rules for everything else. */
    public void plant(ObjectNode object) {
        Kind kind = kinds.ofObject(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow();
        WriteContext itself = WriteContext.internal("system:apiserver");
        String namespace = object.path("metadata").path("namespace").asText();
        ObjectNode created = writer.create(kind, namespace, object, itself);
        if (kind.status() && object.has("status")) {
            Key key = kind.key(namespace, Meta.name(created));
            writer.update(
                    kind, key, current -> current.deepCopy().set("status", object.get("status")), itself.to("status"));
        }
    }

    /** For tests, which may want to see or break what no client can. */
    public Store store() {
        return store;
    }

    public Tokens tokens() {
        return login.tokens();
    }

    public Traffic traffic() {
        return traffic;
    }

    /** Shared with the other servers of a sandbox; closed with this one. */
    public Vertx vertx() {
        return vertx;
    }

    /**
     * Asks a webhook before the form of an object of that resource, such as {@code plans.forklift.konveyor.io}, is
     * checked: what it adds is checked with the rest.
     */
    public void mutate(String resource, Webhook webhook) {
        admission.addMutating(resource, webhook);
    }

    /** Asks a webhook about an object of the right form before it is written. */
    public void admit(String resource, Webhook webhook) {
        admission.addValidating(resource, webhook);
    }

    /** Runs another controller as the cluster runs its own. */
    public void control(Function<ControllerContext, Consumer<Event>> controller) {
        store.observe(controller.apply(context));
    }

    /** Hands everything below a path to another endpoint, as API aggregation does. */
    public void extend(String pathPrefix, Endpoint endpoint) {
        router.mount(pathPrefix, true, endpoint);
    }

    /**
     * Answers a subresource of a stored kind.
     *
     * @param verbAndResource such as {@code get pods/log}
     */
    public void extendSubresource(String verbAndResource, Endpoint endpoint) {
        router.on(verbAndResource, endpoint);
    }

    /**
     * A client with a token of this user, for the cluster's own components; closed with the server. A service account
     * may do what its bindings say; anybody else is taken for the holder of the cluster's certificate and may do
     * everything. It never leaves this JVM, and goes without a socket, or at least without TLS: they would be most of
     * its cost.
     */
    public KubernetesClient clientFor(String user) {
        Caller caller = Caller.isServiceAccount(user) ? Caller.of(user) : new Caller(user, List.of(Caller.MASTERS));
        Config settings = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://" + HOST + ":" + unguarded.actualPort())
                .withOauthToken(tokens().issue(caller, Instant.MAX))
                .withRequestRetryBackoffLimit(1)
                .withRequestRetryBackoffInterval(20)
                .build();
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(settings)
                .withHttpClientFactory(inProcess)
                .withKubernetesSerialization(ModelSerialization.shared())
                .build();
        clients.add(client);
        return client;
    }

    /** For a client of {@link #clientFor}. */
    public StatusWriter statusWriter(KubernetesClient client) {
        return new StatusWriter(handler, client);
    }

    @Override
    public void close() {
        worker.shutdownNow();
        clients.forEach(KubernetesClient::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Work that the cluster does by itself. It is no failure when a client was faster, whose event leads back here. */
    private void later(Runnable work) {
        if (worker.isShutdown()) {
            return;
        }
        worker.execute(config.inTime().apply(() -> {
            try {
                work.run();
            } catch (ApiError e) {
                LOG.debug("Left undone: {}", e.getMessage());
            }
        }));
    }

    private void routes(Discovery discovery, OpenApi openApi, Rbac rbac) {
        Endpoint healthy = request -> HttpAnswer.text(200, "ok");
        router.open("GET /.well-known/oauth-authorization-server", login::metadata)
                .open("GET " + CommandLineTools.VIRTCTL, request -> CommandLineTools.virtctl())
                .open("GET /oauth/authorize", login::authorize)
                .open("POST /oauth/token", login::token)
                .at("GET /version", request -> HttpAnswer.ok(Discovery.VERSION))
                .at("GET /healthz", healthy)
                .at("GET /livez", healthy)
                .at("GET /readyz", healthy)
                .at("GET /api", Discovery::core)
                .at("GET /apis", discovery::groups)
                .at("GET /openapi/v2", OpenApi::v2)
                .at("GET /openapi/v3", openApi::index)
                .mount(OAuthServer.OWN_TOKENS, false, login::ownToken)
                .mount("/openapi/v3/", false, openApi::document)
                .mount(FaultControl.PATH, false, new FaultControl(config.faults())::answer)
                .mount(Projects.PREFIX, false, new Projects(this::answer, rbac, this::plant)::handle);
    }

    private HttpAnswer answer(ApiRequest request) {
        return router.route(request).endpoint().handle(request);
    }

    private HttpServer listen(HttpServerOptions options, int port, RequestHandler requests) {
        options.setHandle100ContinueAutomatically(true)
                .setWebSocketSubProtocols(
                        Stream.concat(Stream.of(STREAM), CHANNELS.stream()).toList())
                .setMaxInitialLineLength(MAX_URL)
                .setMaxHeaderSize(MAX_URL);
        return vertx.createHttpServer(options)
                .requestHandler(requests)
                .listen(port, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
