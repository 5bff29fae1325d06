package mtv.provider.driver.openshift;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.model.ResourceKind;
import mtv.scenario.Creation;
import mtv.settings.input.NearestNames;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a cluster has of the things that VMs are created of. */
final class OpenShiftParts {

    /** Of the names that there are; a cluster has dozens of instance types. */
    private static final int SHOWN = 12;

    private final Cluster cluster;

    OpenShiftParts(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What is not there or not ready, each in words. */
    List<String> missing(Creation wanted) throws IOException {
        List<String> missing = new ArrayList<>();
        String own = wanted.namespace().orElse("");
        for (Part part : parts(wanted, own)) {
            missing(part).ifPresent(missing::add);
        }
        return missing;
    }

    /** @param namespace empty for a kind of the whole cluster */
    private record Part(ResourceKind kind, String namespace, String name) {

        String words() {
            return kind.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
        }
    }

    private static List<Part> parts(Creation wanted, String own) {
        List<Part> parts = new ArrayList<>();
        wanted.namespace().ifPresent(name -> parts.add(new Part(ResourceKind.NAMESPACE, "", name)));
        wanted.dataSource()
                .ifPresent(source -> parts.add(new Part(ResourceKind.DATA_SOURCE, source.place(), source.name())));
        wanted.storageClass().ifPresent(name -> parts.add(new Part(ResourceKind.STORAGE_CLASS, "", name)));
        wanted.instanceType()
                .ifPresent(name -> parts.add(
                        part(wanted.instanceTypeKind().orElse(ResourceKind.CLUSTER_INSTANCETYPE.kind()), own, name)));
        wanted.preference()
                .ifPresent(name -> parts.add(
                        part(wanted.preferenceKind().orElse(ResourceKind.CLUSTER_PREFERENCE.kind()), own, name)));
        return parts;
    }

    private static Part part(String kind, String namespace, String name) {
        ResourceKind known = ResourceKind.named(kind).orElseThrow();
        return new Part(known, known.isNamespaced() ? namespace : "", name);
    }

    private Optional<String> missing(Part part) throws IOException {
        try {
            List<GenericKubernetesResource> all = all(part);
            Optional<GenericKubernetesResource> found = all.stream()
                    .filter(each -> each.getMetadata().getName().equals(part.name()))
                    .findFirst();
            return found.isEmpty()
                    ? Optional.of(part.words() + " is not on the " + cluster.name() + near(part.name(), all))
                    : found.flatMap(OpenShiftParts::unready).map(why -> part.words() + " is not ready: " + why);
        } catch (KubernetesClientException e) {
            throw new IOException("the cluster does not show " + part.words() + ": " + ApiFailure.words(e), e);
        }
    }

    private List<GenericKubernetesResource> all(Part part) {
        var all = part.kind().on(cluster.client());
        return (part.kind().isNamespaced() ? all.inNamespace(part.namespace()) : all)
                .list()
                .getItems();
    }

    private static String near(String name, List<GenericKubernetesResource> all) {
        List<String> names =
                all.stream().map(each -> each.getMetadata().getName()).toList();
        String there = names.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return NearestNames.within(2, name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse(names.isEmpty() ? "" : "; there are: " + there + (names.size() > SHOWN ? ", ..." : ""));
    }

    /** CDI says of a DataSource whether its volume is there. */
    private static Optional<String> unready(GenericKubernetesResource object) {
        List<Map<String, Object>> conditions = object.get("status", "conditions");
        return Optional.ofNullable(conditions).stream()
                .flatMap(List::stream)
                .filter(condition -> "Ready".equals(condition.get("type")) && "False".equals(condition.get("status")))
                .map(condition -> String.valueOf(condition.getOrDefault("message", condition.get("reason"))))
                .findFirst();
    }
}
