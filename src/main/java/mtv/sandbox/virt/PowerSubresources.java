package mtv.sandbox.virt;

import com.fasterxml.jackson.databind.node.NullNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.sandbox.api.ApiError;
import mtv.sandbox.api.ApiRequest;
import mtv.sandbox.api.ApiResponse;
import mtv.sandbox.work.Key;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KubeVirt's subresources that start, stop and restart a machine by changing its run strategy. */
final class PowerSubresources {

    static final String PREFIX = "/apis/subresources.kubevirt.io/v1/namespaces/";

    private static final Pattern PATH = Pattern.compile(PREFIX + "([^/]+)/virtualmachines/([^/]+)/(\\w+)");

    private final Kube kube;
    private final Map<String, Consumer<GenericKubernetesResource>> actions =
            Map.of("start", this::start, "stop", this::stop, "restart", this::restart);

    PowerSubresources(Kube kube) {
        this.kube = kube;
    }

    ApiResponse answer(ApiRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches() || !actions.containsKey(path.group(3))) {
            throw new ApiError(404, "NotFound", "the server could not find the requested resource");
        }
        if (!request.method().equals("PUT")) {
            throw new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the resource");
        }
        GenericKubernetesResource vm = kube.fresh(Kind.VM, new Key(path.group(1), path.group(2)))
                .orElseThrow(() -> new ApiError(
                        404, "NotFound", "virtualmachine.kubevirt.io \"" + path.group(2) + "\" not found"));
        actions.get(path.group(3)).accept(vm);
        return ApiResponse.json(202, NullNode.getInstance());
    }

    private void start(GenericKubernetesResource vm) {
        if (VirtualMachines.wantsToRun(vm)) {
            throw conflict(vm, VirtualMachines.strategy(vm) + " does not support manual start requests");
        }
        if (instance(vm).isPresent()) {
            throw conflict(vm, "VM is already running");
        }
        setPower(vm, "Always");
    }

    private void stop(GenericKubernetesResource vm) {
        if (instance(vm).isEmpty()) {
            throw conflict(vm, "VM is not running");
        }
        if (!VirtualMachines.wantsToRun(vm)) {
            throw conflict(vm, "Halted does not support manual stop requests");
        }
        setPower(vm, "Halted");
    }

    private void restart(GenericKubernetesResource vm) {
        GenericKubernetesResource vmi = instance(vm).orElseThrow(() -> conflict(vm, "VM is not running"));
        if (!VirtualMachines.wantsToRun(vm)) {
            throw conflict(vm, "Halted does not support manual restart requests");
        }
        kube.delete(Kind.VMI, vmi);
    }

    private Optional<GenericKubernetesResource> instance(GenericKubernetesResource vm) {
        return VirtualMachines.instance(kube, vm);
    }

    private void setPower(GenericKubernetesResource vm, String strategy) {
        boolean old = vm.get("spec", "running") != null;
        kube.patch(
                Kind.VM,
                vm,
                Map.of("spec", old ? Map.of("running", strategy.equals("Always")) : Map.of("runStrategy", strategy)));
    }

    private static ApiError conflict(GenericKubernetesResource vm, String why) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on virtualmachine.kubevirt.io \""
                        + vm.getMetadata().getName() + "\": " + why);
    }
}
