package mtv.sandbox.kubevirt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.kubevirt.gather.GatheredFiles;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs commands in containers, with their output in the channels of a WebSocket, as a kubelet behind an API server
 * does. Of commands it has only the {@code tar} that copies a folder out of a must-gather's pod; any other one is not
 * found.
 */
final class PodExec {

    /** Whose verbs are those of a WebSocket, and of the older SPDY. */
    static final List<String> VERBS = List.of("get pods/exec", "create pods/exec");

    private static final Pattern PATH = Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/]+)/exec");
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    private static final int STATUS = 3;
    /** As a kubelet reads the output. */
    private static final int FRAME = 32 * 1024;

    private static final int NOT_FOUND = 255;
    private static final int TAR_FAILED = 2;
    private static final int NORMAL = 1000;

    private final VirtClient kube;
    private final GatherPods gathered;

    PodExec(VirtClient kube, GatherPods gathered) {
        this.kube = kube;
        this.gathered = gathered;
    }

    /** What a command has written, and how it ended. */
    private record Outcome(byte[] output, String complaint, int exitCode) {}

    HttpAnswer answer(ApiRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new ApiError(404, "NotFound", "the server could not find the requested resource");
        }
        String name = path.group(2);
        GenericKubernetesResource pod = kube.find(ResourceKind.POD, path.group(1), name)
                .orElseThrow(() -> new ApiError(404, "NotFound", "pods \"" + name + "\" not found"));
        String container = container(pod, request.param("container"));
        if (!request.wantsSocket()) {
            throw ApiError.badRequest("Upgrade request required");
        }
        if (!request.flag("stdin") && !request.flag("stdout") && !request.flag("stderr")) {
            throw ApiError.badRequest("you must specify at least 1 of stdin, stdout, stderr");
        }
        if (!isRunning(pod, container)) {
            return HttpAnswer.text(500, "container not found (\"" + container + "\")");
        }
        Outcome outcome = run(pod, request.params().getAll("command"));
        return HttpAnswer.ok(new HttpAnswer.Upgrade(socket -> send(socket, request, outcome)));
    }

    private static String container(GenericKubernetesResource pod, String wanted) {
        String name = pod.getMetadata().getName();
        List<String> all = VirtClient.list(pod, "spec", "containers").stream()
                .map(container -> String.valueOf(container.get("name")))
                .toList();
        if (wanted.isEmpty() && all.size() > 1) {
            throw ApiError.badRequest("a container name must be specified for pod " + name + ", choose one of: ["
                    + String.join(" ", all) + "]");
        }
        if (!wanted.isEmpty() && !all.contains(wanted)) {
            throw ApiError.badRequest("container " + wanted + " is not valid for pod " + name);
        }
        return wanted.isEmpty() ? all.get(0) : wanted;
    }

    private static boolean isRunning(GenericKubernetesResource pod, String container) {
        return VirtClient.list(pod, "status", "containerStatuses").stream()
                .filter(status -> container.equals(status.get("name")))
                .anyMatch(status -> status.get("state") instanceof Map<?, ?> state && state.containsKey("running"));
    }

    private Outcome run(GenericKubernetesResource pod, List<String> command) {
        String program = command.isEmpty() ? "" : command.get(0);
        if (!program.equals("tar")) {
            return new Outcome(
                    new byte[0],
                    "exec failed: unable to start container process: exec: \"" + program
                            + "\": executable file not found in $PATH\n",
                    NOT_FOUND);
        }
        int at = command.indexOf("-C");
        String folder = at < 0 || at + 1 == command.size() ? "" : command.get(at + 1);
        Optional<GatheredFiles> files = gathered.of(pod).filter(any -> folder.equals("/must-gather"));
        return files.map(found -> new Outcome(found.tar(), "", 0))
                .orElseGet(() -> new Outcome(
                        new byte[0],
                        "tar: " + folder + ": Cannot open: No such file or directory\n"
                                + "tar: Error is not recoverable: exiting now\n",
                        TAR_FAILED));
    }

    private static void send(ServerWebSocket socket, ApiRequest request, Outcome outcome) {
        if (request.flag("stdout")) {
            for (int from = 0; from < outcome.output().length; from += FRAME) {
                int length = Math.min(FRAME, outcome.output().length - from);
                socket.writeBinaryMessage(Buffer.buffer(length + 1)
                        .appendByte((byte) STDOUT)
                        .appendBytes(outcome.output(), from, length));
            }
        }
        if (request.flag("stderr") && !outcome.complaint().isEmpty()) {
            socket.writeBinaryMessage(Buffer.buffer().appendByte((byte) STDERR).appendString(outcome.complaint()));
        }
        socket.writeBinaryMessage(Buffer.buffer()
                .appendByte((byte) STATUS)
                .appendString(status(outcome.exitCode()).toString()));
        socket.close((short) NORMAL);
    }

    private static ObjectNode status(int exitCode) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.putObject("metadata");
        if (exitCode == 0) {
            return status.put("status", "Success");
        }
        status.put("status", "Failure")
                .put("message", "command terminated with non-zero exit code: exit status " + exitCode)
                .put("reason", "NonZeroExitCode")
                .putObject("details")
                .putArray("causes")
                .addObject()
                .put("reason", "ExitCode")
                .put("message", String.valueOf(exitCode));
        return status;
    }
}
