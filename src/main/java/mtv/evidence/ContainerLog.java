package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import mtv.cluster.Cluster;
import mtv.text.SecretNames;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The log of one container.
 *
 * @param pod as the cluster showed it
 * @param note what is said of it beside its name; empty for nothing
 */
record ContainerLog(Cluster cluster, JsonNode pod, String container, String note) {

    /** So many characters at its end; enough for virt-v2v, which is the most talkative. */
    private static final int MOST = 512 * 1024;

    /**
     * Reads it, without what may be secret.
     *
     * @param reading how much of it is asked for
     * @param wanted which lines are kept
     * @return a line that names it, then its lines, or why they could not be read
     */
    String read(Function<ContainerResource, String> reading, Predicate<String> wanted) {
        String name = pod.at("/metadata/name").asText();
        return "==> pod " + name + ", container " + container + note + " <==" + System.lineSeparator()
                + text(name, reading, wanted);
    }

    private String text(String name, Function<ContainerResource, String> reading, Predicate<String> wanted) {
        try {
            String text = reading.apply(cluster.client()
                    .pods()
                    .inNamespace(pod.at("/metadata/namespace").asText())
                    .withName(name)
                    .inContainer(container));
            String lines = text.lines()
                    .filter(wanted)
                    .map(SecretNames::withoutValues)
                    .collect(Collectors.joining(System.lineSeparator()));
            return lines.substring(Math.max(0, lines.length() - MOST));
        } catch (RuntimeException e) {
            return "could not be read: " + ListedObjects.why(e);
        }
    }
}
