package mtv.sandbox.store;

/**
 * Where an object lies.
 *
 * @param resource see {@link Kind#resource()}
 * @param namespace empty for a cluster-scoped kind
 */
public record Key(String resource, String namespace, String name) {

    /** The path below the resource, in the order in which lists are given out. */
    String path() {
        return namespace + "/" + name;
    }
}
