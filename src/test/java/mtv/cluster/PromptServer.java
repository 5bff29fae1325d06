package mtv.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** An API server whose watches tell something as soon as they are open, and clients that are held up just then. */
public final class PromptServer implements AutoCloseable {

    /** Name of the object that every watch tells. */
    public static final String TOLD = "told-at-once";

    private static final ConfigMap OBJECT = new ConfigMapBuilder()
            .withNewMetadata()
            .withName(TOLD)
            .withNamespace("any")
            .endMetadata()
            .build();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    public PromptServer() throws Exception {
        server = vertx.createHttpServer()
                .webSocketHandler(PromptServer::tellAtOnce)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close();
    }

    /** Its Vert.x, held up. */
    public Vertx heldUp() {
        return heldUp(vertx);
    }

    /**
     * The name of the first object that a watch is told.
     *
     * @throws java.util.concurrent.TimeoutException when it is told none within that time
     */
    public String firstEvent(HttpClient.Factory factory, long millis) throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Watcher<ConfigMap> watcher = new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap object) {
                seen.complete(object.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.completeExceptionally(cause);
            }
        };
        try (KubernetesClient client = client(factory);
                Watch watch = client.configMaps().inNamespace("any").watch(watcher)) {
            assertThat(watch).isNotNull();
            return seen.get(millis, TimeUnit.MILLISECONDS);
        }
    }

    KubernetesClient client(HttpClient.Factory factory) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.actualPort())
                        .build())
                .withHttpClientFactory(factory)
                .build();
    }

    private static void tellAtOnce(ServerWebSocket socket) {
        socket.writeTextMessage(Serialization.asJson(new WatchEvent(OBJECT, "ADDED")));
    }

    /** A Vert.x that returns only after the WebSocket is open and has received what was sent. */
    public static Vertx heldUp(Vertx vertx) {
        return wrap(
                Vertx.class,
                vertx,
                result -> result instanceof io.vertx.core.http.HttpClient client
                        ? wrap(io.vertx.core.http.HttpClient.class, client, PromptServer::heldUp)
                        : result);
    }

    private static Object heldUp(Object result) {
        if (result instanceof Future<?> opening && !Context.isOnEventLoopThread()) {
            CompletableFuture<Void> received = new CompletableFuture<>();
            opening.onSuccess(socket -> {
                if (socket instanceof WebSocket) {
                    Vertx.currentContext().owner().setTimer(100, id -> received.complete(null));
                } else {
                    received.complete(null);
                }
            });
            received.orTimeout(10, TimeUnit.SECONDS).join();
        }
        return result;
    }

    private static <T> T wrap(Class<T> type, T real, UnaryOperator<Object> after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> after.apply(call(real, method, arguments))));
    }

    private static Object call(Object real, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
