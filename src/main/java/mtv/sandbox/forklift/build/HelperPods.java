package mtv.sandbox.forklift.build;

import io.fabric8.kubernetes.api.model.Pod;

import java.util.Map;
import java.util.OptionalLong;

/** The pods that a migration starts for a VM. */
public final class HelperPods {

    /** The purpose of a pod, which its label {@value Labels#APP} names. */
    public enum Use {
        CONVERSION("virt-v2v", ""),
        /** The inspection where MTV is set up without Conversion objects. */
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

        /** The part of its name after the prefix. */
        String suffix() {
            return suffix;
        }
    }

    private static final String COPIED = "v2v_disk_transfers";

    private HelperPods() {}

    /** The prefix of the names of all pods for a VM. */
    public static String prefix(String planName, String vmId) {
        return planName + "-" + vmId + "-";
    }

    /**
     * How much virt-v2v has copied, in percent; empty before it copies. In the sandbox an annotation has it, on a real
     * cluster the pod serves it on port 2112.
     */
    public static OptionalLong progress(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null || !annotations.containsKey(COPIED)
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(annotations.get(COPIED)));
    }
}
