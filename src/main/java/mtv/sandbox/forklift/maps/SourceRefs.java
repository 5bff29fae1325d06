package mtv.sandbox.forklift.maps;

import mtv.model.SourceRef;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.sources.ClusterPlatform;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SourcePlatform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** References of a map or a Plan, looked up in the source. */
public final class SourceRefs {

    private static final String GLANCE = "glance";

    private SourceRefs() {}

    /** The networks of a source as what references may mean. */
    public static List<SourceRef> networks(SourcePlatform platform) {
        return platform.networks().stream()
                .map(network -> new SourceRef(
                        network.id(), network.name(), network.namespace().isEmpty() ? null : network.namespace(), null))
                .toList();
    }

    /** Those that can be looked up: the network that every pod has is no object. */
    static List<SourceRef> attachable(SourcePlatform platform) {
        return networks(platform).stream()
                .filter(network -> !ClusterPlatform.POD.equals(network.id()))
                .toList();
    }

    /** Each reference once, by its id. */
    static List<SourceRef> once(List<SourceRef> references) {
        Map<String, SourceRef> byId = new LinkedHashMap<>();
        references.forEach(ref -> byId.putIfAbsent(String.valueOf(ref.id()), ref));
        return List.copyOf(byId.values());
    }

    /** Its storages likewise; what OpenStack machines that were booted from images have for one is called glance. */
    public static List<SourceRef> storages(SourcePlatform platform) {
        Stream<SourceRef> images = platform.type() == PlatformType.OPENSTACK
                ? Stream.of(new SourceRef(null, GLANCE, null, null))
                : Stream.empty();
        return Stream.concat(
                        platform.storages().stream().map(store -> SourceRef.byIdAndName(store.id(), store.name())),
                        images)
                .toList();
    }

    /** As the product writes a reference into a condition, blanks included. */
    public static String print(String id, String name) {
        return " id:" + (id == null ? "" : id) + " name:'" + (name == null ? "" : name) + "' ";
    }

    /**
     * All that a reference can mean: one thing, when all is well. {@code type: pod} is the pod network of an openshift
     * source; its other networks go by id, by namespace and name, or by a name that has the namespace in front.
     */
    public static List<SourceRef> find(SourceRef wanted, List<SourceRef> there) {
        return there.stream().filter(ref -> means(wanted, ref)).toList();
    }

    private static boolean means(SourceRef wanted, SourceRef ref) {
        if (ClusterPlatform.POD.equals(wanted.type())) {
            return ClusterPlatform.POD.equals(ref.id());
        }
        if (isSet(wanted.id())) {
            return wanted.id().equals(ref.id());
        }
        boolean anywhere = !isSet(wanted.namespace()) || wanted.namespace().equals(ref.namespace());
        return isSet(wanted.name())
                && (anywhere && wanted.name().equals(ref.name())
                        || wanted.name().equals(ref.namespace() + "/" + ref.name()));
    }

    /**
     * The completed references, and a condition on those that are empty, unknown or ambiguous; one that has nothing but
     * a type is not looked up. An unknown one is only warned of: the map may be older than the source's inventory. All
     * three conditions are of one type, so that the last one hides the others, as in the product.
     *
     * @param namespaced whether what is meant lives in namespaces, so that a name alone is never enough
     */
    static List<SourceRef> resolve(
            String type, List<SourceRef> wanted, List<SourceRef> there, boolean namespaced, Conditions conditions) {
        List<SourceRef> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> ambiguous = new ArrayList<>();
        for (SourceRef ref : wanted) {
            if (!isSet(ref.id()) && !isSet(ref.name())) {
                if (isSet(ref.type())) {
                    found.add(ref);
                } else {
                    conditions.block(type, "NotSet", "Source: either `ID` or `Name` required.");
                }
                continue;
            }
            List<SourceRef> matches = matches(ref, there, namespaced);
            if (matches.size() > 1 || namespaced && !isSet(ref.id()) && !isSet(namespace(ref))) {
                ambiguous.add(print(ref));
            } else if (matches.isEmpty()) {
                unknown.add(print(ref));
            } else {
                found.add(completed(ref, matches.get(0)));
            }
        }
        conditions.warn(type, "NotFound", "Source not found.", unknown);
        conditions.block(type, "Ambiguous", "Source has ambiguous ref.", ambiguous);
        return found;
    }

    /** Of a name with slashes only the last part counts, unless the rest is its namespace. */
    private static List<SourceRef> matches(SourceRef wanted, List<SourceRef> there, boolean namespaced) {
        return there.stream()
                .filter(ref -> isSet(wanted.id())
                        ? wanted.id().equals(ref.id())
                        : name(wanted).equals(ref.name())
                                && (!namespaced || namespace(wanted).equals(ref.namespace())))
                .toList();
    }

    private static String name(SourceRef ref) {
        return isSet(ref.namespace())
                ? ref.name()
                : ref.name().substring(ref.name().lastIndexOf('/') + 1);
    }

    private static String namespace(SourceRef ref) {
        return isSet(ref.namespace())
                ? ref.namespace()
                : ref.name().substring(0, Math.max(0, ref.name().lastIndexOf('/')));
    }

    private static String print(SourceRef ref) {
        String type = isSet(ref.type()) ? "(" + ref.type() + ")" : "";
        return type + print(ref.id(), ref.name());
    }

    /** Namespace and type stay as they were written, and so does what is no object. */
    private static SourceRef completed(SourceRef wanted, SourceRef match) {
        return match.id() == null ? wanted : new SourceRef(match.id(), match.name(), wanted.namespace(), wanted.type());
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }
}
