package mtv.sandbox.kubevirt.gather;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.model.Plan;
import mtv.model.ResourceKind;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code /usr/bin/targeted} of the image leaves of one Plan, of a namespace's Plans or of a VM: their objects,
 * those of the VMs' disks, and logs. Of the image three things are known that a caller notices: an object that may not
 * be read becomes a file with the refusal, nothing that fits is a bad end, and an account that may not list
 * ForkliftControllers gets nothing at all with a good end. Its words are not the image's.
 */
public final class TargetedScript {

    private static final ResourceDefinitionContext PLAN = ResourceDefinitionContext.fromResourceType(Plan.class);

    private final KubernetesClient account;
    private final Map<String, String> env;
    private final Map<Part, GenericKubernetesResource> parts = new LinkedHashMap<>();
    private final Map<String, String> files = new TreeMap<>();
    private final List<String> log = new ArrayList<>();

    /** An object that belongs to what is gathered. */
    private record Part(ResourceDefinitionContext kind, String namespace, String name) {

        String file() {
            return "namespaces/" + namespace + "/crs/" + kind.getKind().toLowerCase(Locale.ROOT) + "/" + name + ".yaml";
        }
    }

    /**
     * @param account a client with the rights of the pod's account
     * @param env variables of the container: {@code NS} is a namespace, {@code PLAN} a Plan of it, {@code VM} a VM of
     *     it
     */
    public TargetedScript(KubernetesClient account, Map<String, String> env) {
        this.account = account;
        this.env = env;
    }

    public GatheredFiles run() {
        List<String> installations = list(ResourceKind.FORKLIFT_CONTROLLER.context(), Optional.empty()).stream()
                .map(controller -> controller.getMetadata().getNamespace())
                .distinct()
                .toList();
        for (String mtv : installations) {
            String namespace = given("NS").orElse(mtv);
            if (given("NS").isPresent() && isAbsent(namespace)) {
                return badEnd("namespace " + namespace + " is not there");
            }
            find(namespace);
            if (parts.isEmpty()) {
                return badEnd("there is nothing of " + env + " in namespace " + namespace);
            }
            parts.forEach((part, object) -> write(part.file(), text(object)));
            linesAbout(mtv);
        }
        return left(0).packed();
    }

    private Optional<String> given(String variable) {
        return Optional.ofNullable(env.get(variable)).filter(value -> !value.isEmpty());
    }

    private GatheredFiles badEnd(String why) {
        log.add("error: " + why);
        return left(1);
    }

    private GatheredFiles left(int exitCode) {
        return new GatheredFiles(
                files.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().getBytes(StandardCharsets.UTF_8))),
                List.copyOf(log),
                exitCode);
    }

    private boolean isAbsent(String namespace) {
        try {
            return account.namespaces().withName(namespace).get() == null;
        } catch (KubernetesClientException e) {
            return false; // it may not be looked at
        }
    }

    private void find(String namespace) {
        Stream<GenericKubernetesResource> plans = given("PLAN").isPresent()
                ? object(new Part(PLAN, namespace, given("PLAN").get())).stream()
                : given("VM").isPresent()
                        ? Stream.empty()
                        : list(PLAN, Optional.of(namespace)).stream()
                                .filter(plan -> namespace.equals(plan.get("spec", "targetNamespace")));
        plans.forEach(this::findPlan);
        given("VM").ifPresent(name -> findVm(namespace, name));
    }

    private void findPlan(GenericKubernetesResource plan) {
        parts.put(
                new Part(
                        PLAN,
                        plan.getMetadata().getNamespace(),
                        plan.getMetadata().getName()),
                plan);
        String target = plan.get("spec", "targetNamespace");
        maps(plan.get("status", "migration", "vms")).forEach(vm -> findVm(target, String.valueOf(vm.get("name"))));
    }

    /** A machine, with its disks and the logs of those that worked for it. */
    private void findVm(String namespace, String name) {
        Part machine = new Part(ResourceKind.VIRTUAL_MACHINE.context(), namespace, name);
        object(machine).ifPresent(vm -> {
            parts.put(machine, vm);
            for (Map<String, Object> volume : maps(vm.get("spec", "template", "spec", "volumes"))) {
                findDisk(ResourceKind.DATA_VOLUME, namespace, volume.get("dataVolume"), "name");
                findDisk(
                        ResourceKind.PERSISTENT_VOLUME_CLAIM,
                        namespace,
                        volume.get("persistentVolumeClaim"),
                        "claimName");
            }
            String id = vm.getMetadata().getLabels() == null
                    ? null
                    : vm.getMetadata().getLabels().get("vmID");
            list(ResourceKind.POD.context(), Optional.of(namespace)).stream()
                    .filter(pod -> id != null && pod.getMetadata().getLabels() != null)
                    .filter(pod -> id.equals(pod.getMetadata().getLabels().get("vmID")))
                    .forEach(pod -> writeLog(pod, logOf(pod)));
        });
    }

    private void findDisk(ResourceKind kind, String namespace, Object volume, String field) {
        if (volume instanceof Map<?, ?> source && source.get(field) instanceof String name) {
            Part disk = new Part(kind.context(), namespace, name);
            object(disk).ifPresent(found -> parts.put(disk, found));
        }
    }

    /** Of MTV's own logs those lines that name what was gathered. */
    private void linesAbout(String mtv) {
        for (GenericKubernetesResource pod : list(ResourceKind.POD.context(), Optional.of(mtv))) {
            writeLog(
                    pod,
                    logOf(pod)
                            .lines()
                            .filter(line -> parts.keySet().stream().anyMatch(part -> line.contains(part.name())))
                            .map(line -> line + "\n")
                            .collect(Collectors.joining()));
        }
    }

    private String logOf(GenericKubernetesResource pod) {
        try {
            return account.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .getLog();
        } catch (KubernetesClientException e) {
            return e.getMessage() + "\n";
        }
    }

    private void writeLog(GenericKubernetesResource pod, String text) {
        write(
                "namespaces/" + pod.getMetadata().getNamespace() + "/logs/"
                        + pod.getMetadata().getName() + "/current.log",
                text);
    }

    private void write(String file, String text) {
        if (!text.isEmpty()) {
            files.put(file, text);
            log.add("wrote " + file);
        }
    }

    private String text(GenericKubernetesResource object) {
        object.getMetadata().setManagedFields(null);
        return account.getKubernetesSerialization().asYaml(object);
    }

    /** Empty for what is not there, and for what may not be read, which leaves the refusal as its file. */
    private Optional<GenericKubernetesResource> object(Part part) {
        try {
            return Optional.ofNullable(account.genericKubernetesResources(part.kind())
                    .inNamespace(part.namespace())
                    .withName(part.name())
                    .get());
        } catch (KubernetesClientException e) {
            write(part.file(), e.getMessage() + "\n");
            return Optional.empty();
        }
    }

    /** @param namespace empty for all of them */
    private List<GenericKubernetesResource> list(ResourceDefinitionContext kind, Optional<String> namespace) {
        try {
            var all = account.genericKubernetesResources(kind);
            return namespace
                    .map(one -> all.inNamespace(one).list())
                    .orElseGet(() -> all.inAnyNamespace().list())
                    .getItems();
        } catch (KubernetesClientException e) {
            log.add(e.getMessage());
            return List.of();
        }
    }

    private static List<Map<String, Object>> maps(List<Map<String, Object>> list) {
        return list == null ? List.of() : list;
    }
}
