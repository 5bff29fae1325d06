package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.cluster.Cluster;

import java.util.ArrayList;
import java.util.List;

/** The ends of the logs of one pod's containers, and of what ran in them before if they were restarted. */
record PodLogs(Cluster cluster, JsonNode pod) {

    private static final int LINES = 2000;

    String read() {
        List<String> logs = new ArrayList<>();
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            pod.path("status").path(list).forEach(container -> {
                String name = container.path("name").asText();
                if (container.path("restartCount").asInt() > 0) {
                    logs.add(new ContainerLog(cluster, pod, name, ", before its restart")
                            .read(log -> log.terminated().tailingLines(LINES).getLog(), any -> true));
                }
                logs.add(new ContainerLog(cluster, pod, name, "")
                        .read(log -> log.tailingLines(LINES).getLog(), any -> true));
            });
        }
        return String.join(System.lineSeparator(), logs);
    }
}
