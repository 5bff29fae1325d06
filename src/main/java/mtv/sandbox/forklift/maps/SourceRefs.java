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

/** Resolves references of maps and Plans to objects of the source. */
public final class SourceRefs {

    private static final String GLANCE = "glance";

    private SourceRefs() {}

    /** The networks of a source as references. */
    public static List<SourceRef> networks(SourcePlatform platform) {
        return platform.networks().stream()
                .map(network -> new SourceRef(
                        network.id(), network.name(), network.namespace().isEmpty() ? null : network.namespace(), null))
                .toList();
    }

    /** The networks that can be looked up. The pod network is not an object. */
    static List<SourceRef> attachable(SourcePlatform platform) {
        return networks(platform).stream()
                .filter(network -> !ClusterPlatform.POD.equals(network.id()))
                .toList();
    }

    /** The references without duplicates, by id. */
    static List<SourceRef> once(List<SourceRef> references) {
        Map<String, SourceRef> byId = new LinkedHashMap<>();
        references.forEach(ref -> byId.putIfAbsent(String.valueOf(ref.id()), ref));
        return List.copyOf(byId.values());
    }

    /**
     * The storages of a source as references. The storage of OpenStack VMs that were booted from images is called
     * glance.
     */
    public static List<SourceRef> storages(SourcePlatform platform) {
        Stream<SourceRef> images = platform.type() == PlatformType.OPENSTACK
                ? Stream.of(new SourceRef(null, GLANCE, null, null))
                : Stream.empty();
        return Stream.concat(
                        platform.storages().stream().map(store -> SourceRef.byIdAndName(store.id(), store.name())),
                        images)
                .toList();
    }

    /** The text that MTV writes into conditions, including its blanks. */
    public static String print(String id, String name) {
        return " id:" + (id == null ? "" : id) + " name:'" + (name == null ? "" : name) + "' ";
    }

    /**
     * All objects that a reference means, which is one if all is well. {@code type: pod} is the pod network of an
     * openshift source. Its other networks are found by id, by namespace and name, or by a name that starts with the
     * namespace.
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

    /**
     * The objects that match a reference. Of a name with slashes only the last part counts, unless the rest is its
     * namespace.
     */
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

    /**
     * Completes a reference by id and name. Namespace and type stay as written, and so does a reference that is not an
     * object.
     */
    private static SourceRef completed(SourceRef wanted, SourceRef match) {
        return match.id() == null ? wanted : new SourceRef(match.id(), match.name(), wanted.namespace(), wanted.type());
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }
}
