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

import java.util.ArrayList;
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

    private Pods() {}

    /** The beginning of the names of all of a VM's helpers. */
    public static String prefix(String planName, String vmId) {
        return planName + "-" + vmId + "-";
    }

    public static Pod pod(
            Use use, String prefix, Map<String, String> labels, List<EnvVar> environment, List<String> claims) {
        List<Volume> volumes = new ArrayList<>(IntStream.range(0, claims.size())
                .mapToObj(i -> new VolumeBuilder()
                        .withName("vol-" + i)
                        .withNewPersistentVolumeClaim(claims.get(i), false)
                        .build())
                .toList());
        return new PodBuilder()
                .withNewMetadata()
                .withGenerateName(use == Use.REBOOT_WATCH ? "forklift-wait-reboot-" : prefix + use.suffix)
                .withLabels(Labels.with(labels, Labels.APP, use.app()))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withVolumes(volumes)
                .addNewContainer()
                .withName(use.container)
                .withImage("registry.redhat.io/migration-toolkit-virtualization/mtv-virt-v2v-rhel9")
                .withEnv(environment)
                .endContainer()
                .endSpec()
                .build();
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
