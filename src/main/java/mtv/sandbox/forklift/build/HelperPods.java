package mtv.sandbox.forklift.build;

import io.fabric8.kubernetes.api.model.Pod;

import java.util.Map;
import java.util.OptionalLong;

/** The pods that a VM needs while it is being migrated. */
public final class HelperPods {

    /** What a pod is for, which its label {@value Labels#APP} tells. */
    public enum Use {
        CONVERSION("virt-v2v", ""),
        /** Without a Conversion. */
        INSPECTION("virt-v2v-inspection", "inspection-"),
        DEEP_INSPECTION("deep-inspection", "deep-inspection-"),
        REBOOT_WATCH("forklift-wait-for-reboot", "");

        private final String app;
        private final String suffix;

        Use(String app, String suffix) {
            this.app = app;
            this.suffix = suffix;
        }

        /** @param type of a Conversion */
        static Use of(String type) {
            return switch (type) {
                case "DeepInspection" -> DEEP_INSPECTION;
                case "Inspection" -> INSPECTION;
                default -> CONVERSION;
            };
        }

        public String app() {
            return app;
        }

        /** How its name goes on. */
        String suffix() {
            return suffix;
        }
    }

    private static final String COPIED = "v2v_disk_transfers";

    private HelperPods() {}

    /** The beginning of the names of all of a VM's helpers. */
    public static String prefix(String planName, String vmId) {
        return planName + "-" + vmId + "-";
    }

    /**
     * How much virt-v2v has copied, in percent; empty before it copies. On a real cluster the pod itself tells, on port
     * 2112.
     */
    public static OptionalLong progress(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null || !annotations.containsKey(COPIED)
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(annotations.get(COPIED)));
    }
}
