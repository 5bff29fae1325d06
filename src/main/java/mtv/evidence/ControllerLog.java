package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.text.SecretNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What MTV's controller has logged about the run since it began. */
final class ControllerLog {

    private static final String NAME = "forklift-controller";

    private final Cluster hub;
    private final Set<String> names;
    private final String since;

    /** @param names one of which a line must have; a controller writes of all Plans of a cluster */
    ControllerLog(Cluster hub, Set<String> names, String since) {
        this.hub = hub;
        this.names = names;
        this.since = since;
    }

    /** @return empty when no pod of the controller is among them */
    String read(List<JsonNode> pods) {
        List<String> logs = new ArrayList<>();
        for (JsonNode pod : pods) {
            String name = pod.at("/metadata/name").asText();
            if (name.startsWith(NAME)) {
                pod.at("/spec/containers")
                        .forEach(container -> logs.add("==> pod " + name + ", container "
                                + container.path("name").asText() + " <=="
                                + System.lineSeparator()
                                + read(name, container.path("name").asText())));
            }
        }
        return String.join(System.lineSeparator(), logs);
    }

    private String read(String pod, String container) {
        try {
            return hub.client()
                    .pods()
                    .inNamespace(hub.mtvNamespace())
                    .withName(pod)
                    .inContainer(container)
                    .sinceTime(since)
                    .getLog()
                    .lines()
                    .filter(line -> names.stream().anyMatch(line::contains))
                    .map(SecretNames::withoutValues)
                    .collect(Collectors.joining(System.lineSeparator()));
        } catch (RuntimeException e) {
            return "could not be read: " + ApiFailure.words(e).lines().collect(Collectors.joining(" "));
        }
    }
}
