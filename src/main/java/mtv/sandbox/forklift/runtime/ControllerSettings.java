package mtv.sandbox.forklift.runtime;

import java.time.Duration;
import java.util.Map;

/** The settings of MTV's controllers. The API refuses numbers that are sent as text before they get here. */
public record ControllerSettings(
        Duration precopyInterval,
        int maxVmInflight,
        Duration blockerGracePeriod,
        boolean waitForGuestReboots,
        boolean waitForFinalConsolidation,
        boolean vmwareSerial,
        boolean ovirtWarm,
        String pvcNameTemplate,
        String vddkImage,
        String serviceAccount,
        boolean authentication,
        boolean aap,
        boolean conversionObjects) {

    public static final ControllerSettings DEFAULTS = of(Map.of());

    /** @param spec of the ForkliftController */
    public static ControllerSettings of(Map<String, ?> spec) {
        return new ControllerSettings(
                Duration.ofMinutes(number(spec, "controller_precopy_interval", 60)),
                number(spec, "controller_max_vm_inflight", 20),
                Duration.ofMinutes(number(spec, "controller_blocker_grace_period_minutes", 5)),
                flag(spec, "feature_windows_wait_for_reboot"),
                flag(spec, "wait_for_final_snapshot_consolidation"),
                flag(spec, "feature_vmware_system_serial_number"),
                flag(spec, "controller_ovirt_warm_migration"),
                text(spec, "controller_pvc_name_template"),
                text(spec, "vddk_image"),
                (String) spec.get("controller_migration_service_account"),
                flag(spec, "feature_auth_required"),
                !text(spec, "aap_url").isBlank()
                        && !text(spec, "aap_token_secret_name").isBlank(),
                flag(spec, "feature_use_conversion_cr"));
    }

    private static int number(Map<String, ?> spec, String key, int otherwise) {
        Object value = spec.get(key);
        return value instanceof Number minutes ? minutes.intValue() : otherwise;
    }

    private static boolean flag(Map<String, ?> spec, String key) {
        Object value = spec.get(key);
        return value == null || Boolean.parseBoolean(value.toString());
    }

    private static String text(Map<String, ?> spec, String key) {
        Object value = spec.get(key);
        return value == null ? "" : value.toString();
    }
}
