package mtv.sandbox.kubevirt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.http.HttpAnswer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KubeVirt's subresources of machines and of their instances. */
final class Subresources {

    static final String PREFIX = "/apis/subresources.kubevirt.io/v1/namespaces/";

    private static final Pattern PATH =
            Pattern.compile(PREFIX + "([^/]+)/(virtualmachine(?:instance)?s)/([^/]+)/(\\w+)(?:/(\\d{1,5})(?:/tcp)?)?");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Strategies under which a person starts and stops the machine, by a request in its status. */
    private static final Set<String> BY_REQUEST = Set.of("Manual", "RerunOnFailure");

    private final VirtClient kube;
    private final Instances instances;
    private final PortForwards portForwards;
    private final Map<String, BiConsumer<GenericKubernetesResource, Optional<GenericKubernetesResource>>> powers =
            Map.of("start", this::start, "stop", this::stop, "restart", this::restart);

    Subresources(VirtClient kube, Instances instances, PortForwards portForwards) {
        this.kube = kube;
        this.instances = instances;
        this.portForwards = portForwards;
    }

    HttpAnswer answer(ApiRequest request) {
        Matcher path = PATH.matcher(request.path());
        String verb = path.matches()
                ? request.method() + " " + path.group(2) + "/" + path.group(4) + (path.group(5) == null ? "" : "/PORT")
                : "";
        return switch (verb) {
            case "PUT virtualmachines/start", "PUT virtualmachines/stop", "PUT virtualmachines/restart" -> {
                GenericKubernetesResource vm = object(ResourceKind.VIRTUAL_MACHINE, path);
                powers.get(path.group(4)).accept(vm, VirtualMachines.instance(kube, vm));
                yield HttpAnswer.of(202, NullNode.getInstance());
            }
            case "PUT virtualmachineinstances/pause", "PUT virtualmachineinstances/unpause" -> {
                pause(running(path), path.group(4).equals("pause"));
                yield HttpAnswer.of(202, NullNode.getInstance());
            }
            case "GET virtualmachineinstances/guestosinfo" ->
                HttpAnswer.of(200, JSON.valueToTree(guest(object(ResourceKind.VIRTUAL_MACHINE_INSTANCE, path))));
            case "GET virtualmachines/portforward/PORT", "GET virtualmachineinstances/portforward/PORT" ->
                portForwards.open(request, running(path), Integer.parseInt(path.group(5)));
            default -> throw new ApiError(404, "NotFound", "the server could not find the requested resource");
        };
    }

    private GenericKubernetesResource object(ResourceKind kind, Matcher path) {
        return kube.find(kind, path.group(1), path.group(3))
                .orElseThrow(() -> new ApiError(
                        404,
                        "NotFound",
                        kind.kind().toLowerCase(Locale.ROOT) + ".kubevirt.io \"" + path.group(3) + "\" not found"));
    }

    /** Of a machine, too, the instance is meant. */
    private GenericKubernetesResource running(Matcher path) {
        GenericKubernetesResource vmi = object(ResourceKind.VIRTUAL_MACHINE_INSTANCE, path);
        if (!VirtClient.text(vmi, "status", "phase").equals("Running")) {
            throw conflict(vmi, "VM is not running");
        }
        return vmi;
    }

    private void start(GenericKubernetesResource vm, Optional<GenericKubernetesResource> vmi) {
        String strategy = VirtualMachines.strategy(vm);
        if (vmi.isPresent()) {
            throw conflict(vm, "VM is already running");
        }
        if (BY_REQUEST.contains(strategy)) {
            request(vm, "Start");
        } else if (VirtualMachines.wantsToRun(vm)) {
            throw conflict(vm, strategy + " does not support manual start requests");
        } else {
            setPower(vm, "Always");
        }
    }

    private void stop(GenericKubernetesResource vm, Optional<GenericKubernetesResource> vmi) {
        if (vmi.isEmpty()) {
            throw conflict(vm, "VM is not running");
        }
        if (BY_REQUEST.contains(VirtualMachines.strategy(vm))) {
            request(vm, "Stop");
        } else if (!VirtualMachines.wantsToRun(vm)) {
            throw conflict(vm, "Halted does not support manual stop requests");
        } else {
            setPower(vm, "Halted");
        }
    }

    private void restart(GenericKubernetesResource vm, Optional<GenericKubernetesResource> vmi) {
        if (vmi.isEmpty()) {
            throw conflict(vm, "VM is not running");
        }
        if (VirtualMachines.strategy(vm).equals("Halted")) {
            throw conflict(vm, "Halted does not support manual restart requests");
        }
        if (BY_REQUEST.contains(VirtualMachines.strategy(vm))) {
            request(vm, "Stop", "Start");
        } else {
            kube.delete(ResourceKind.VIRTUAL_MACHINE_INSTANCE, vmi.get());
        }
    }

    private void pause(GenericKubernetesResource vmi, boolean pause) {
        if (Instances.holds(vmi, Instances.PAUSED) == pause) {
            throw conflict(vmi, pause ? "VMI is already paused" : "VMI is not paused");
        }
        instances.pause(vmi, pause);
    }

    private static Map<String, Object> guest(GenericKubernetesResource vmi) {
        if (!Instances.holds(vmi, Instances.AGENT_CONNECTED)) {
            throw conflict(vmi, "VMI does not have guest agent connected");
        }
        return Map.of(
                "os",
                vmi.<Object>get("status", "guestOSInfo"),
                "hostname",
                vmi.getMetadata().getName());
    }

    private void request(GenericKubernetesResource vm, String... actions) {
        List<Map<String, String>> requests = List.of(actions).stream()
                .map(action -> Map.of("action", action))
                .toList();
        kube.patchStatus(ResourceKind.VIRTUAL_MACHINE, vm, Map.of(VirtualMachines.REQUESTS, requests));
    }

    private void setPower(GenericKubernetesResource vm, String strategy) {
        boolean old = vm.get("spec", "running") != null;
        kube.patch(
                ResourceKind.VIRTUAL_MACHINE,
                vm,
                Map.of("spec", old ? Map.of("running", strategy.equals("Always")) : Map.of("runStrategy", strategy)));
    }

    private static ApiError conflict(GenericKubernetesResource object, String why) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + object.getKind().toLowerCase(Locale.ROOT) + ".kubevirt.io \""
                        + object.getMetadata().getName() + "\": " + why);
    }
}
