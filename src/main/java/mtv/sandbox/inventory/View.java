package mtv.sandbox.inventory;

import mtv.model.Provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the inventory shows of the Providers of one type. */
interface View {

    /** The keys that a list shows at detail 0. */
    Set<String> basics();

    /** Every object of a collection in full; empty when there is no such collection. */
    Optional<List<Map<String, Object>>> list(Provider provider, String collection);

    /** Collections whose lists are always in full. */
    default boolean alwaysFull(String collection) {
        return false;
    }

    /** One object, not necessarily of a collection that can be listed. */
    default Optional<Map<String, Object>> get(Provider provider, String collection, String id) {
        return list(provider, collection).stream()
                .flatMap(List::stream)
                .filter(item -> id.equals(item.get("id")))
                .findFirst();
    }

    /** What a Provider shows about itself beyond its name: numbers of its objects, above all. */
    Map<String, Object> summary(Provider provider);

    static String selfLink(Provider provider, String... rest) {
        return "providers/" + provider.getSpec().type() + "/"
                + provider.getMetadata().getUid()
                + (rest.length == 0 ? "" : "/" + String.join("/", rest));
    }
}
