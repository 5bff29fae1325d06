package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.Provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the inventory shows of the Providers of one type. */
interface InventoryView {

    /**
     * Who asks for what.
     *
     * @param caller a token
     */
    record Call(InventoryState.Collector collector, Query query, String caller) {

        Provider provider() {
            return collector.provider();
        }

        Call inFull() {
            return new Call(collector, Query.ALL, caller);
        }

        /** The same level of detail, whatever name or namespace is asked for. */
        Call ofAll() {
            return new Call(collector, new Query(query.level(), "", "", Integer.MAX_VALUE, 0), caller);
        }
    }

    /** Whether there is such a collection, which is known without a Provider. */
    boolean has(String collection);

    /** Whether objects of this name can be asked for one by one: workloads cannot be listed. */
    default boolean hasObjects(String collection) {
        return has(collection);
    }

    /** Every object of a collection at the level of detail that is asked for. */
    List<JsonBytes> list(Call call, String collection);

    /** Of these objects those that are asked for. */
    List<JsonBytes> select(Query query, String collection, List<JsonBytes> all);

    /** Whether there is such a tree. */
    boolean hasTree(String name);

    /** One object in full, not necessarily of a collection that can be listed. */
    Optional<JsonNode> get(Call call, String collection, String id);

    JsonNode tree(Call call, String name);

    /** What a Provider shows about itself beyond its name: numbers of its objects, above all. */
    ObjectNode summary(Call call);

    /** How often the collector looks at the source; empty where it is read at each request, and cannot be watched. */
    default Optional<Duration> refresh() {
        return Optional.empty();
    }

    static String selfLink(Provider provider, String... rest) {
        return "providers/" + provider.getSpec().type() + "/"
                + provider.getMetadata().getUid()
                + (rest.length == 0 ? "" : "/" + String.join("/", rest));
    }
}
