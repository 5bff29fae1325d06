package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.cluster.Cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What MTV's controller has logged about a run.
 *
 * @param names one of which a line must have; a controller writes of all Plans of a cluster
 * @param since when the run began, as the cluster writes times
 */
record ControllerLog(Cluster hub, Set<String> names, String since) {

    private static final String NAME = "forklift-controller";

    /** It writes many lines a second while VMs migrate, and may have done so for days. */
    private static final int LINES = 50_000;

    /** @return empty when no pod of the controller is among them */
    String read(List<JsonNode> pods) {
        List<String> logs = new ArrayList<>();
        pods.stream()
                .filter(pod -> pod.at("/metadata/name").asText().startsWith(NAME))
                .forEach(pod -> pod.at("/spec/containers")
                        .forEach(container ->
                                logs.add(read(pod, container.path("name").asText()))));
        return String.join(System.lineSeparator(), logs);
    }

    private String read(JsonNode pod, String container) {
        return new ContainerLog(hub, pod, container, ", lines of this run")
                .read(
                        log -> log.sinceTime(since).tailingLines(LINES).getLog(),
                        line -> names.stream().anyMatch(line::contains));
    }
}
