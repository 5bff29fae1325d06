package mtv.sandbox.sources.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.sources.CallOutcome;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.sources.SourceException;
import mtv.sandbox.sources.SourceException.Type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Nova's servers. A new one starts by itself when it is built; a fault ends it in the state of an error. */
final class CloudServers {

    private final SimPlatform platform;
    private final Faults faults;
    private final CloudVolumes volumes;
    private final CloudImages images;
    /** What becomes of servers that are no ordinary ones yet, by their ids. */
    private final Map<String, CallOutcome> unfinished = new ConcurrentHashMap<>();

    CloudServers(SimPlatform platform, Faults faults, CloudVolumes volumes, CloudImages images) {
        this.platform = platform;
        this.faults = faults;
        this.volumes = volumes;
        this.images = images;
    }

    /** The filter of the name is a regular expression. */
    HttpAnswer list(Request request) {
        Pattern name = Pattern.compile(request.query("name").orElse(""));
        return HttpAnswer.ok(Map.of(
                "servers",
                platform.vms().stream()
                        .filter(vm -> name.matcher(vm.name()).find())
                        .map(this::shown)
                        .toList()));
    }

    HttpAnswer show(Request request) {
        return HttpAnswer.ok(Map.of("server", shown(vm(request))));
    }

    private SimVm vm(Request request) {
        String id = request.variable("id");
        return platform.vm(id)
                .orElseThrow(() -> new SourceException(Type.NOT_FOUND, "Instance " + id + " could not be found."));
    }

    private Map<String, Object> shown(SimVm vm) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", vm.id());
        shown.put("name", vm.name());
        shown.put("status", status(vm));
        error(vm).ifPresent(error -> shown.put("fault", Map.of("code", 500, "message", error)));
        shown.put("flavor", Map.of("id", vm.flavor()));
        shown.put("image", vm.image().isEmpty() ? "" : Map.of("id", vm.image()));
        shown.put("key_name", null);
        shown.put("OS-EXT-AZ:availability_zone", "nova");
        shown.put("security_groups", List.of(Map.of("name", "default")));
        return shown;
    }

    private Optional<String> error(SimVm vm) {
        return Optional.ofNullable(unfinished.get(vm.id())).flatMap(CallOutcome::refusal);
    }

    private String status(SimVm vm) {
        if (unfinished.containsKey(vm.id())) {
            return error(vm).isPresent() ? "ERROR" : "BUILD";
        }
        return switch (vm.power()) {
            case poweredOn -> "ACTIVE";
            case poweredOff -> "SHUTOFF";
            case suspended -> "SUSPENDED";
        };
    }

    HttpAnswer interfaces(Request request) {
        return HttpAnswer.ok(Map.of(
                "interfaceAttachments",
                vm(request).nics().stream()
                        .map(nic -> Map.of("net_id", nic.network(), "port_id", nic.id(), "mac_addr", nic.mac()))
                        .toList()));
    }

    HttpAnswer attachments(Request request) {
        SimVm vm = vm(request);
        int first = vm.image().isEmpty() ? 0 : 1;
        return HttpAnswer.ok(Map.of(
                "volumeAttachments",
                IntStream.range(0, vm.disks().size())
                        .mapToObj(index -> Map.of(
                                "volumeId",
                                vm.disks().get(index).id(),
                                "serverId",
                                vm.id(),
                                "device",
                                "/dev/vd" + (char) ('a' + first + index)))
                        .toList()));
    }

    /** Of volumes that were made before, or of an image; the machine is otherwise as the one that those came from. */
    HttpAnswer create(Request request) {
        JsonNode wanted = request.body().path("server");
        List<CloudVolumes.Volume> taken = new ArrayList<>();
        for (JsonNode device : wanted.path("block_device_mapping_v2")) {
            if (device.path("source_type").asText().equals("volume")) {
                taken.add(volumes.take(device.path("uuid").asText()));
            }
        }
        String image = wanted.path("imageRef").asText();
        SimVm original = original(taken, image);
        String name = wanted.path("name").asText();
        CallOutcome outcome = CallOutcome.of(faults, "clone", original, name);
        String id = platform.cloneVm(original.id(), name, made -> {
            if (outcome.good()) {
                platform.power(made.id(), PowerState.poweredOn, () -> unfinished.remove(made.id()));
            }
        });
        unfinished.put(id, outcome);
        platform.change(
                id,
                vm -> vm.with()
                        .image(image)
                        .flavor(wanted.path("flavorRef").asText())
                        .disks(taken.stream().map(CloudVolumes.Volume::disk).toList())
                        .nics(nics(vm, wanted.path("networks")))
                        .build());
        return HttpAnswer.of(202, Map.of("server", Map.of("id", id)));
    }

    private SimVm original(List<CloudVolumes.Volume> taken, String image) {
        Optional<String> id = image.isEmpty()
                ? taken.stream().map(CloudVolumes.Volume::original).findFirst()
                : images.serverOf(image);
        return id.flatMap(platform::vm)
                .orElseThrow(() -> new SourceException(
                        Type.INVALID_ARGUMENT, "Block Device Mapping is Invalid: there is nothing to boot from."));
    }

    private static List<SimVm.Nic> nics(SimVm vm, JsonNode networks) {
        List<SimVm.Nic> nics = new ArrayList<>();
        for (int i = 0; i < Math.min(networks.size(), vm.nics().size()); i++) {
            nics.add(vm.nics().get(i).withNetwork(networks.get(i).path("uuid").asText()));
        }
        return List.copyOf(nics);
    }

    HttpAnswer action(Request request) {
        SimVm vm = vm(request);
        boolean start = request.body().has("os-start");
        if (!start && !request.body().has("os-stop")) {
            throw new SourceException(Type.INVALID_ARGUMENT, "There is no such action.");
        }
        PowerState needed = start ? PowerState.poweredOff : PowerState.poweredOn;
        if (unfinished.containsKey(vm.id()) || vm.power() != needed) {
            throw new SourceException(
                    Type.NOT_ALLOWED_IN_CURRENT_STATE,
                    "Cannot '" + (start ? "os-start" : "os-stop") + "' instance " + vm.id()
                            + " while it is in vm_state " + status(vm));
        }
        platform.power(vm.id(), start ? PowerState.poweredOn : PowerState.poweredOff, () -> {});
        return HttpAnswer.empty(202);
    }

    /** In whatever state it is; its volumes go with it, as they were attached so. */
    HttpAnswer delete(Request request) {
        SimVm vm = vm(request);
        platform.change(vm.id(), each -> each.withPower(PowerState.poweredOff));
        platform.delete(vm.id());
        unfinished.remove(vm.id());
        return HttpAnswer.empty(204);
    }
}
