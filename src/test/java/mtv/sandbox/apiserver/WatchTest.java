package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.Test;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Watches report each change once and in order, over HTTP and over WebSockets. */
public class WatchTest extends ApiServerFixture {

    public WatchTest() {
        super("watched");
    }

    @Test
    public void aWatchSendsAllObjectsAndThenChanges() {
        cluster.namespace("plain");
        client.resource(map("plain", "before")).create();
        Iterator<JsonNode> frames =
                http.lines("/api/v1/namespaces/plain/configmaps?watch=True").iterator();
        assertThat(describe(frames.next())).isEqualTo("ADDED before");

        ConfigMap map = client.resource(map("plain", "after")).create();
        client.resource(map)
                .edit(old -> new ConfigMapBuilder(old).addToData("k", "v").build());
        client.resource(map).delete();
        assertThat(List.of(describe(frames.next()), describe(frames.next()), describe(frames.next())))
                .containsExactly("ADDED after", "MODIFIED after", "DELETED after");
    }

    @Test
    public void aWatchStartsFromAVersion() {
        cluster.namespace("history");
        ConfigMap first = client.resource(map("history", "first")).create();
        client.resource(map("history", "second")).create();
        client.resource(first).delete();
        Iterator<JsonNode> frames = http.lines("/api/v1/namespaces/history/configmaps?watch=1&resourceVersion="
                        + first.getMetadata().getResourceVersion())
                .iterator();
        assertThat(describe(frames.next())).isEqualTo("ADDED second");
        assertThat(describe(frames.next())).isEqualTo("DELETED first");
    }

    @Test
    public void anObjectThatLeavesTheSelectorIsDeleted() throws Exception {
        cluster.namespace("selected");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Watch watch = client.configMaps()
                .inNamespace("selected")
                .withLabel("on", "yes")
                .watch(into(seen));
        ConfigMap map = client.resource(map("selected", "m")).create();
        label(map, "yes");
        label(map, "no");
        assertThat(next(seen)).isEqualTo("ADDED m yes");
        assertThat(next(seen)).isEqualTo("DELETED m yes");
        watch.close();
    }

    @Test
    public void aBookmarkEndsAnEmptyWatch() {
        List<String> frames = http.lines("/api/v1/configmaps?watch=true&timeoutSeconds=1&allowWatchBookmarks=true"
                        + "&fieldSelector=metadata.name=nobody")
                .map(frame -> frame.path("type").asText())
                .toList();
        assertThat(frames).containsExactly("BOOKMARK");
    }

    @Test
    public void informersSurviveACompactedHistory() throws Exception {
        cluster.namespace("informed");
        try (SharedIndexInformer<ConfigMap> informer =
                client.configMaps().inNamespace("informed").inform()) {
            cluster.server().store().compact();
            JsonNode error = http.lines("/api/v1/configmaps?watch=true&resourceVersion=1")
                    .findFirst()
                    .orElseThrow();
            assertThat(error.path("type").asText()).isEqualTo("ERROR");
            assertThat(error.at("/object/code").asInt()).isEqualTo(410);

            client.resource(map("informed", "m")).create();
            client.configMaps()
                    .inNamespace("informed")
                    .withName("m")
                    .waitUntilCondition(map -> map != null, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
            assertThat(informer.isWatching()).isTrue();
        }
    }

    private static Watcher<ConfigMap> into(BlockingQueue<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                seen.add(action + " " + map.getMetadata().getName() + " "
                        + map.getMetadata().getLabels().get("on"));
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed " + cause);
            }
        };
    }

    private static String next(BlockingQueue<String> seen) throws InterruptedException {
        return seen.poll(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
    }

    private void label(ConfigMap map, String value) {
        client.configMaps()
                .inNamespace(map.getMetadata().getNamespace())
                .withName(map.getMetadata().getName())
                .edit(old -> new ConfigMapBuilder(old)
                        .editMetadata()
                        .withLabels(Map.of("on", value))
                        .endMetadata()
                        .build());
    }

    private static String describe(JsonNode frame) {
        return frame.path("type").asText() + " "
                + frame.at("/object/metadata/name").asText();
    }

    private static ConfigMap map(String namespace, String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build();
    }
}
