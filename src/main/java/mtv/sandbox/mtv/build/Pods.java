package mtv.sandbox.mtv.build;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import mtv.model.PlanSpec;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pods, Secrets and ConfigMaps that a VM needs while it is being migrated. */
public final class Pods {

    /** What a pod is for, which its label {@value Labels#APP} tells. */
    public enum Use {
        CONVERSION("virt-v2v", "virt-v2v", ""),
        INSPECTION("virt-v2v-inspection", "virt-v2v", "inspection-"),
        REBOOT_WATCH("forklift-wait-for-reboot", "wait-for-reboot", "");

        private final String app;
        private final String container;
        private final String suffix;

        Use(String app, String container, String suffix) {
            this.app = app;
            this.container = container;
            this.suffix = suffix;
        }

        public String app() {
            return app;
        }
    }

    private static final String COPIED = "v2v_disk_transfers";

    private Pods() {}

    /** The beginning of the names of all of a VM's helpers. */
    public static String prefix(String planName, String vmId) {
        return planName + "-" + vmId + "-";
    }

    /**
     * A pod's place among its VM's helpers.
     *
     * @param prefix of the names of all helpers
     * @param claims that it mounts
     */
    public record Helper(
            Use use, String prefix, Map<String, String> labels, Map<String, String> annotations, List<String> claims) {}

    /** @param plan tells where virt-v2v runs, and which space it has */
    public static Pod pod(Helper helper, Map<String, String> environment, PlanSpec plan, String serviceAccount) {
        boolean converts = helper.use() != Use.REBOOT_WATCH;
        List<Volume> volumes = IntStream.range(0, helper.claims().size())
                .mapToObj(i -> new VolumeBuilder()
                        .withName("vol-" + i)
                        .withNewPersistentVolumeClaim(helper.claims().get(i), false)
                        .build())
                .toList();
        List<EnvVar> variables = environment.entrySet().stream()
                .map(variable -> new EnvVar(variable.getKey(), variable.getValue(), null))
                .toList();
        return new PodBuilder()
                .withNewMetadata()
                .withGenerateName(
                        helper.use() == Use.REBOOT_WATCH
                                ? "forklift-wait-reboot-"
                                : helper.prefix() + helper.use().suffix)
                .withAnnotations(helper.annotations())
                .withLabels(converts ? plan.convertorLabels() : null)
                .addToLabels(
                        Labels.with(helper.labels(), Labels.APP, helper.use().app()))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withServiceAccountName(serviceAccount)
                .withNodeSelector(converts ? plan.convertorNodeSelector() : null)
                .withAffinity(converts ? affinity(plan) : null)
                .withVolumes(volumes)
                .addAllToVolumes(temporary(plan))
                .addNewContainer()
                .withName(helper.use().container)
                .withImage(
                        plan.virtV2vImage() == null
                                ? "registry.redhat.io/migration-toolkit-virtualization/mtv-virt-v2v-rhel9"
                                : plan.virtV2vImage())
                .withEnv(variables)
                .endContainer()
                .endSpec()
                .build();
    }

    /** Without another wish virt-v2v's pods keep away from each other. */
    private static Affinity affinity(PlanSpec plan) {
        if (plan.convertorAffinity() != null) {
            return plan.convertorAffinity();
        }
        return new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPodAffinityTerm()
                .withNamespaceSelector(new LabelSelector())
                .withTopologyKey("kubernetes.io/hostname")
                .withNewLabelSelector()
                .addToMatchExpressions(new LabelSelectorRequirement(Labels.APP, "In", List.of(Use.CONVERSION.app())))
                .endLabelSelector()
                .endPodAffinityTerm()
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }

    private static List<Volume> temporary(PlanSpec plan) {
        if (plan.conversionTempStorageClass() == null) {
            return List.of();
        }
        return List.of(new VolumeBuilder()
                .withName("conversion-temp-storage")
                .withNewEphemeral()
                .withNewVolumeClaimTemplate()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withVolumeMode("Filesystem")
                .withStorageClassName(plan.conversionTempStorageClass())
                .withNewResources()
                .addToRequests("storage", new Quantity(plan.conversionTempStorageSize()))
                .endResources()
                .endSpec()
                .endVolumeClaimTemplate()
                .endEphemeral()
                .build());
    }

    /** How much virt-v2v has copied, in percent. On a real cluster the pod itself tells, on port 2112. */
    public static long progress(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? 0 : Long.parseLong(annotations.getOrDefault(COPIED, "0"));
    }

    /** The source's login, under the names that CDI reads. */
    public static Secret secret(String prefix, Map<String, String> labels, Map<String, String> login) {
        return new SecretBuilder()
                .withNewMetadata()
                .withGenerateName(prefix)
                .withLabels(Labels.with(labels, "resource", "vm-config"))
                .endMetadata()
                .withType("Opaque")
                .withStringData(login)
                .build();
    }

    public static ConfigMap configMap(String prefix, Map<String, String> labels) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withGenerateName(prefix)
                .withLabels(Labels.with(labels, "resource", "vm-config"))
                .endMetadata()
                .build();
    }
}
