package mtv.sandbox.mtv.build;

import io.fabric8.kubernetes.api.model.Pod;

import java.util.Map;

/** The pods that a VM needs while it is being migrated. */
public final class Pods {

    /** What a pod is for, which its label {@value Labels#APP} tells. */
    public enum Use {
        CONVERSION("virt-v2v", ""),
        INSPECTION("virt-v2v-inspection", "inspection-"),
        REBOOT_WATCH("forklift-wait-for-reboot", "");

        private final String app;
        private final String suffix;

        Use(String app, String suffix) {
            this.app = app;
            this.suffix = suffix;
        }

        public String app() {
            return app;
        }

        /** How its name begins. */
        public String prefix(String planName, String vmId) {
            return this == REBOOT_WATCH ? "forklift-wait-reboot-" : Pods.prefix(planName, vmId) + suffix;
        }
    }

    private static final String COPIED = "v2v_disk_transfers";

    private Pods() {}

    /** The beginning of the names of all of a VM's helpers. */
    public static String prefix(String planName, String vmId) {
        return planName + "-" + vmId + "-";
    }

    /** How much virt-v2v has copied, in percent. On a real cluster the pod itself tells, on port 2112. */
    public static long progress(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? 0 : Long.parseLong(annotations.getOrDefault(COPIED, "0"));
    }
}
