package mtv.sandbox.mtv.maps;

import mtv.model.SourceRef;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.source.ClusterPlatform;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SourcePlatform;

import java.util.ArrayList;
import java.util.List;
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
     * The completed references, each once, and a condition on those that are empty, unknown or ambiguous. An unknown
     * one is only warned of: the map may be older than the source's inventory. All three are of one type, so that the
     * last one hides the others, as in the product.
     */
    static List<SourceRef> resolve(String type, List<SourceRef> wanted, List<SourceRef> there, Conditions conditions) {
        List<SourceRef> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> ambiguous = new ArrayList<>();
        for (SourceRef ref : wanted) {
            List<SourceRef> matches = find(ref, there);
            if (!isSet(ref.id()) && !isSet(ref.name()) && !isSet(ref.type())) {
                conditions.block(type, "NotSet", "Source: either `ID` or `Name` required.");
            } else if (matches.isEmpty()) {
                unknown.add(print(ref.id(), ref.name()));
            } else if (matches.size() > 1) {
                ambiguous.add(print(ref.id(), ref.name()));
            } else if (!found.contains(completed(ref, matches.get(0)))) {
                found.add(completed(ref, matches.get(0)));
            }
        }
        conditions.warn(type, "NotFound", "Source not found.", unknown);
        conditions.block(type, "Ambiguous", "Source has ambiguous ref.", ambiguous);
        return found;
    }

    private static SourceRef completed(SourceRef wanted, SourceRef match) {
        return ClusterPlatform.POD.equals(wanted.type())
                ? wanted
                : new SourceRef(match.id(), match.name(), match.namespace(), wanted.type());
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }
}
