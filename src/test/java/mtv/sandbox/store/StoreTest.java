package mtv.sandbox.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Writers do not overwrite each other, and a watch reports every event or ends with an error. */
public class StoreTest {

    private static final String THINGS = "things.example";

    private final Store store = new Store();

    @Test
    public void onlyAWriterWithTheNewestStateSucceeds() {
        Key key = put("cas", "one");
        ObjectNode first = store.get(key).orElseThrow();
        assertThat(store.put(key, first, object("cas", "one"))).isTrue();
        ObjectNode second = store.get(key).orElseThrow();
        assertThat(store.put(key, first, object("cas", "one"))).isFalse();
        assertThat(store.put(key, null, object("cas", "one"))).isFalse();
        assertThat(store.remove(key, first, first.deepCopy())).isFalse();
        assertThat(store.remove(key, second, second.deepCopy())).isTrue();
        assertThat(store.get(key)).isEmpty();
    }

    @Test
    public void listsAreForOneNamespaceOrForAll() {
        put("ns", "b");
        put("ns", "a");
        put("ns-2", "c");
        assertThat(store.list(THINGS, "ns").objects()).extracting(Meta::name).containsExactly("a", "b");
        assertThat(store.list(THINGS, "").objects()).extracting(Meta::name).contains("a", "b", "c");
    }

    @Test
    public void aWatchReportsAllEventsSinceItsVersion() {
        put("watched", "before");
        long version = store.version();
        put("watched", "missed");
        List<String> seen = new ArrayList<>();
        var subscription = store.watch(
                THINGS,
                version,
                event -> seen.add(event.type() + " " + event.key().name()));
        Key key = put("watched", "live");
        ObjectNode live = store.get(key).orElseThrow();
        store.remove(key, live, live.deepCopy());
        subscription.orElseThrow().close();
        put("watched", "later");
        assertThat(seen).containsExactly("ADDED missed", "ADDED live", "DELETED live");
    }

    @Test
    public void aWatchFromAForgottenVersionIsRefused() {
        Store forgetful = new Store();
        Key key = new Key(THINGS, "n", "a");
        forgetful.put(key, null, object("n", "a"));
        long version = forgetful.version();
        forgetful.compact();
        assertThat(forgetful.watch(THINGS, version, event -> {})).isEmpty();
        assertThat(forgetful.watch(THINGS, forgetful.version(), event -> {})).isPresent();
        List<String> seen = new ArrayList<>();
        forgetful.watchAll(THINGS, event -> seen.add(event.key().name()));
        assertThat(seen).containsExactly("a");
    }

    private Key put(String namespace, String name) {
        Key key = new Key(THINGS, namespace, name);
        store.put(key, null, object(namespace, name));
        return key;
    }

    private static ObjectNode object(String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Meta.of(object).put("namespace", namespace).put("name", name);
        return object;
    }
}
