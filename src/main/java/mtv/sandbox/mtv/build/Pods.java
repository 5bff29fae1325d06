package mtv.sandbox.mtv.build;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
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
    public record Helper(Use use, String prefix, Map<String, String> labels, List<String> claims) {}

    /** @param plan tells where a conversion runs, and as whom */
    public static Pod pod(Helper helper, List<EnvVar> environment, PlanSpec plan) {
        boolean converts = helper.use() == Use.CONVERSION;
        List<Volume> volumes = IntStream.range(0, helper.claims().size())
                .mapToObj(i -> new VolumeBuilder()
                        .withName("vol-" + i)
                        .withNewPersistentVolumeClaim(helper.claims().get(i), false)
                        .build())
                .toList();
        return new PodBuilder()
                .withNewMetadata()
                .withGenerateName(
                        helper.use() == Use.REBOOT_WATCH
                                ? "forklift-wait-reboot-"
                                : helper.prefix() + helper.use().suffix)
                .withLabels(converts ? plan.convertorLabels() : null)
                .addToLabels(
                        Labels.with(helper.labels(), Labels.APP, helper.use().app()))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withServiceAccountName(plan.serviceAccount())
                .withNodeSelector(converts ? plan.convertorNodeSelector() : null)
                .withVolumes(volumes)
                .addNewContainer()
                .withName(helper.use().container)
                .withImage(
                        plan.virtV2vImage() == null
                                ? "registry.redhat.io/migration-toolkit-virtualization/mtv-virt-v2v-rhel9"
                                : plan.virtV2vImage())
                .withEnv(environment)
                .endContainer()
                .endSpec()
                .build();
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
