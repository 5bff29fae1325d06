package mtv.provider.driver.openshift;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.await.Pending;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.scenario.Power;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Watches a new VM and the volumes that CDI makes of its templates. */
final class OpenShiftVolumes {

    /** Of the DataVolumes that KubeVirt makes of a VM's templates, with the VM's uid. */
    private static final String CREATED_BY = "kubevirt.io/created-by";

    /** KubeVirt's words for a VM that does not start; others, such as DataVolumeError, pass. */
    private static final Set<String> STUCK =
            Set.of("ErrorUnschedulable", "ErrImagePull", "ImagePullBackOff", "CrashLoopBackOff");

    private final Cluster cluster;
    private final Duration limit;

    OpenShiftVolumes(Cluster cluster, Duration limit) {
        this.cluster = cluster;
        this.limit = limit;
    }

    /** @param expected how many volumes the VM has */
    Pending<GenericKubernetesResource> await(GenericKubernetesResource vm, int expected) {
        return cluster.await("all volumes of VM " + words(vm) + " are filled")
                .watching(ResourceKind.DATA_VOLUME
                        .on(cluster.client())
                        .inNamespace(vm.getMetadata().getNamespace())
                        .withLabel(CREATED_BY, vm.getMetadata().getUid()))
                .failsWhen(volume -> "Failed".equals(phase(volume)) ? Optional.of(state(volume)) : Optional.empty())
                .shows(OpenShiftVolumes::state)
                .within(limit)
                .start(volumes -> volumes.size() == expected
                        && volumes.stream().allMatch(volume -> "Succeeded".equals(phase(volume))));
    }

    /** For one that is to be off it is enough that KubeVirt says something of it, which no failure is. */
    Pending<GenericKubernetesResource> awaitPower(GenericKubernetesResource vm, Optional<Power> power) {
        boolean on = power.filter(Power.ON::equals).isPresent();
        Predicate<GenericKubernetesResource> good =
                each -> on ? "Running".equals(status(each)) : !status(each).isEmpty();
        return cluster.await("VM " + words(vm) + (on ? " runs" : " is there"))
                .watching(ResourceKind.VIRTUAL_MACHINE
                        .on(cluster.client())
                        .inNamespace(vm.getMetadata().getNamespace())
                        .withName(vm.getMetadata().getName()))
                .failsWhen(each -> isStuck(each)
                        ? Optional.of("it is " + status(each) + conditions(each, OpenShiftVolumes::isBad))
                        : Optional.empty())
                .shows(each -> "it is " + status(each) + conditions(each, OpenShiftVolumes::isBad))
                .stays()
                .within(limit)
                .start(all -> all.stream().anyMatch(good));
    }

    private static boolean isStuck(GenericKubernetesResource vm) {
        return STUCK.contains(status(vm))
                || list(vm).stream()
                        .anyMatch(condition -> "Failure".equals(condition.get("type")) && isTrue(condition));
    }

    /** A failure that there is, or something else that there is not. */
    private static boolean isBad(Map<String, Object> condition) {
        return "Failure".equals(condition.get("type")) == isTrue(condition);
    }

    private static boolean isTrue(Map<String, Object> condition) {
        return "True".equals(condition.get("status"));
    }

    private static String status(GenericKubernetesResource vm) {
        Object status = vm.get("status", "printableStatus");
        return status == null ? "" : status.toString();
    }

    private static String words(GenericKubernetesResource vm) {
        return vm.getMetadata().getNamespace() + "/" + vm.getMetadata().getName();
    }

    private static String phase(GenericKubernetesResource volume) {
        return volume.get("status", "phase");
    }

    /** With the words of its conditions that have some. */
    private static String state(GenericKubernetesResource volume) {
        return "DataVolume " + volume.getMetadata().getName() + " is " + phase(volume)
                + conditions(volume, any -> true);
    }

    private static String conditions(GenericKubernetesResource object, Predicate<Map<String, Object>> wanted) {
        List<String> words = new ArrayList<>();
        list(object).stream()
                .filter(wanted)
                .forEach(each -> words.add(String.valueOf(each.getOrDefault("message", ""))));
        words.removeIf(String::isBlank);
        return words.isEmpty() ? "" : ", " + String.join("; ", words);
    }

    private static List<Map<String, Object>> list(GenericKubernetesResource object) {
        List<Map<String, Object>> conditions = object.get("status", "conditions");
        return conditions == null ? List.of() : conditions;
    }
}
