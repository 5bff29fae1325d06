package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.kubevirt.gather.GatheredFiles;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The logs of pods, made of what the cluster knows of them: what a helper of a migration has done so far, and what
 * MTV's controller has told in events.
 */
final class ContainerLogs {

    static final String VERB = "get pods/log";

    private static final Pattern PATH = Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/]+)/log");
    private static final String CONTROLLER = "forklift-controller";
    private static final String END = "\n";

    private final VirtClient kube;
    private final KubernetesClient client;
    private final GatherPods gathered;

    /** @param client lists events, which no controller follows */
    ContainerLogs(VirtClient kube, KubernetesClient client, GatherPods gathered) {
        this.kube = kube;
        this.client = client;
        this.gathered = gathered;
    }

    HttpAnswer answer(ApiRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new ApiError(404, "NotFound", "the server could not find the requested resource");
        }
        GenericKubernetesResource pod = kube.find(ResourceKind.POD, path.group(1), path.group(2))
                .orElseThrow(() -> new ApiError(404, "NotFound", "pods \"" + path.group(2) + "\" not found"));
        if (request.flag("previous")) {
            throw new ApiError(
                    400, "BadRequest", "previous terminated container in pod \"" + path.group(2) + "\" not found");
        }
        List<String> lines = path.group(2).startsWith(CONTROLLER)
                ? events()
                : gathered.of(pod).map(GatheredFiles::log).orElseGet(() -> work(pod));
        String most = request.param("tailLines");
        int from = most.matches("\\d{1,9}") ? Math.max(0, lines.size() - Integer.parseInt(most)) : 0;
        return HttpAnswer.text(200, String.join(END, lines.subList(from, lines.size())) + END);
    }

    private static List<String> work(GenericKubernetesResource pod) {
        List<String> lines = new ArrayList<>();
        String container = VirtClient.text(pod, "spec", "containers", 0, "name");
        String phase = VirtClient.text(pod, "status", "phase");
        lines.add(container + ": starting");
        VolumeBinder.claimsOf(pod).forEach(claim -> lines.add(container + ": opening the disk of claim " + claim));
        if (phase.equals("Succeeded")) {
            lines.add(container + ": done");
        } else if (phase.equals("Failed")) {
            lines.add(container + ": error: the operating system of the guest could not be found on any disk");
        }
        return lines;
    }

    private List<String> events() {
        return ResourceKind.EVENT.on(client).inAnyNamespace().list().getItems().stream()
                .map(event -> VirtClient.text(event, "involvedObject", "kind") + " "
                        + VirtClient.text(event, "involvedObject", "namespace") + "/"
                        + VirtClient.text(event, "involvedObject", "name") + ": "
                        + VirtClient.text(event, "reason") + ", " + VirtClient.text(event, "message"))
                .toList();
    }
}
