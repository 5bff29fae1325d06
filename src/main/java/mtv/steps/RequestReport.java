package mtv.steps;

import io.qameta.allure.Allure;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes into the report, when a run is over, what it has asked of its clusters and how often. */
final class RequestReport {

    private RequestReport() {}

    /** Attaches the table where a report is being written. */
    static void attach(Clusters clusters) {
        if (Allure.getLifecycle().getCurrentTestCaseOrStep().isPresent()) {
            Allure.addAttachment(
                    "API requests",
                    "text/plain",
                    clusters.all().stream().map(RequestReport::table).collect(Collectors.joining("\n\n")));
        }
    }

    private static String table(Cluster cluster) {
        Map<String, Long> requests = cluster.requests();
        long all = requests.values().stream().mapToLong(Long::longValue).sum();
        return requests.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%5d  %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining(
                        "\n", String.format(Locale.ROOT, "%s: %d requests%n", cluster.name(), all), ""));
    }
}
