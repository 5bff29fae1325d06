package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The cluster's own components watch like anybody else, and see what is sent as soon as their watch is open. */
public class InProcessWatchesTest {

    private static final int WATCHES = 200;
    private static final int AT_ONCE = 8;

    /** Opened by threads that hold each other up: without care, one of thirty loses its first event. */
    @Test
    public void noneLosesWhatIsSentAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (ApiServerBed cluster = new ApiServerBed()) {
            KubernetesClient client = cluster.client();
            cluster.namespace("watched");
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("there")
                            .withNamespace("watched")
                            .endMetadata()
                            .build())
                    .create();
            List<Callable<String>> watches = new ArrayList<>();
            for (int i = 0; i < WATCHES; i++) {
                watches.add(() -> firstEvent(client));
            }
            for (Future<String> seen : threads.invokeAll(watches)) {
                assertThat(seen.get()).isEqualTo("there");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String firstEvent(KubernetesClient client) throws Exception {
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
        try (Watch watch =
                client.configMaps().inNamespace("watched").withName("there").watch(watcher)) {
            assertThat(watch).isNotNull();
            return seen.get(SandboxTime.HANG.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
