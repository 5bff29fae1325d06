package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.text.SecretNames;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ends of the logs of one pod's containers, and of what ran in them before if they were restarted. */
final class PodLogs {

    /** Enough for virt-v2v, which is the most talkative. */
    private static final int MOST_BYTES = 512 * 1024;

    private final Cluster cluster;
    private final JsonNode pod;

    PodLogs(Cluster cluster, JsonNode pod) {
        this.cluster = cluster;
        this.pod = pod;
    }

    /** A log of one container; which of them it is stands before it. */
    private record Log(String container, boolean previous) {

        @Override
        public String toString() {
            return "container " + container + (previous ? ", before its restart" : "");
        }
    }

    String read() {
        return logs().map(log -> "==> " + log + " <==" + System.lineSeparator() + text(log))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private Stream<Log> logs() {
        List<Log> logs = new ArrayList<>();
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            pod.path("status").path(list).forEach(container -> {
                if (container.path("restartCount").asInt() > 0) {
                    logs.add(new Log(container.path("name").asText(), true));
                }
                logs.add(new Log(container.path("name").asText(), false));
            });
        }
        return logs.stream();
    }

    private String text(Log log) {
        KubernetesClient client = cluster.client();
        try {
            var container = client.pods()
                    .inNamespace(pod.at("/metadata/namespace").asText())
                    .withName(pod.at("/metadata/name").asText())
                    .inContainer(log.container());
            String text = log.previous()
                    ? container.terminated().tailingLines(2000).getLog()
                    : container.tailingLines(2000).getLog();
            String end = text.length() > MOST_BYTES ? text.substring(text.length() - MOST_BYTES) : text;
            return end.lines().map(SecretNames::withoutValues).collect(Collectors.joining(System.lineSeparator()));
        } catch (RuntimeException e) {
            return "could not be read: " + ApiFailure.words(e).lines().collect(Collectors.joining(" "));
        }
    }
}
