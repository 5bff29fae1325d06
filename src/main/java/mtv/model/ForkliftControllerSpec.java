package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.IntOrString;

/**
 * The operator's settings that matter to a migration, with the product's defaults. Intervals and limits are in the unit
 * of their name; {@code controllerPrecopyInterval} is in minutes, and may be a text as in all releases from 2.10 to
 * 2.12: the newest refuses one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForkliftControllerSpec(
        @JsonProperty("controller_precopy_interval") @Default("60")
        IntOrString controllerPrecopyInterval,

        @JsonProperty("controller_max_vm_inflight") @Default("20") @Min(1)
        Integer controllerMaxVmInflight,

        @JsonProperty("controller_max_populator_inflight") @Default("20") @Min(1)
        Integer controllerMaxPopulatorInflight,

        @JsonProperty("controller_max_concurrent_reconciles") @Default("10") @Min(1)
        Integer controllerMaxConcurrentReconciles,

        @JsonProperty("controller_blocker_grace_period_minutes") @Default("5") @Min(1)
        Integer controllerBlockerGracePeriodMinutes,

        @JsonProperty("controller_snapshot_removal_timeout_minuts") @Default("120") @Min(1)
        Integer controllerSnapshotRemovalTimeoutMinuts,

        @JsonProperty("controller_snapshot_status_check_rate_seconds") @Default("10") @Min(1)
        Integer controllerSnapshotStatusCheckRateSeconds,

        @JsonProperty("controller_snapshot_removal_check_retries") @Default("20") @Min(1)
        Integer controllerSnapshotRemovalCheckRetries,

        @JsonProperty("controller_cleanup_retries") @Default("10") @Min(1)
        Integer controllerCleanupRetries,

        @JsonProperty("controller_vddk_job_active_deadline_sec") @Default("300") @Min(1)
        Integer controllerVddkJobActiveDeadlineSec,

        @JsonProperty("controller_tls_connection_timeout_sec") @Default("5") @Min(1)
        Integer controllerTlsConnectionTimeoutSec,

        @JsonProperty("controller_windows_reboot_timeout") @Default("1800") @Min(1)
        Integer controllerWindowsRebootTimeout,

        @JsonProperty("controller_filesystem_overhead") @Default("10") @Min(0)
        Integer controllerFilesystemOverhead,

        @JsonProperty("controller_block_overhead") @Default("0") @Min(0)
        Integer controllerBlockOverhead,

        @JsonProperty("controller_vsphere_incremental_backup") @Default("\"true\"")
        Flag controllerVsphereIncrementalBackup,

        @JsonProperty("controller_ovirt_warm_migration") @Default("\"true\"")
        Flag controllerOvirtWarmMigration,

        @JsonProperty("controller_static_udn_ip_addresses") @Default("\"true\"")
        Flag controllerStaticUdnIpAddresses,

        @JsonProperty("wait_for_final_snapshot_consolidation") @Default("\"true\"")
        Flag waitForFinalSnapshotConsolidation,

        @JsonProperty("feature_ui_plugin") @Default("\"true\"")
        Flag featureUiPlugin,

        @JsonProperty("feature_validation") @Default("\"true\"")
        Flag featureValidation,

        @JsonProperty("feature_volume_populator") @Default("\"true\"")
        Flag featureVolumePopulator,

        @JsonProperty("feature_copy_offload") @Default("\"true\"")
        Flag featureCopyOffload,

        @JsonProperty("feature_ocp_live_migration") @Default("\"true\"")
        Flag featureOcpLiveMigration,

        @JsonProperty("feature_auth_required") @Default("\"true\"")
        Flag featureAuthRequired,

        @JsonProperty("feature_use_conversion_cr") @Default("\"true\"")
        Flag featureUseConversionCr,

        @JsonProperty("feature_vmware_system_serial_number") @Default("\"true\"")
        Flag featureVmwareSystemSerialNumber,

        @JsonProperty("feature_windows_wait_for_reboot") @Default("\"true\"")
        Flag featureWindowsWaitForReboot,

        @JsonProperty("feature_vsphere_vmware_driver_removal") @Default("\"false\"")
        Flag featureVsphereVmwareDriverRemoval,

        @JsonProperty("feature_windows_registry_network_config") @Default("\"false\"")
        Flag featureWindowsRegistryNetworkConfig,

        @JsonProperty("feature_mcp_server") @Default("\"false\"")
        Flag featureMcpServer,

        @JsonProperty("controller_pvc_name_template") String controllerPvcNameTemplate,
        @JsonProperty("controller_ocp_pvc_name_template") String controllerOcpPvcNameTemplate,

        @JsonProperty("controller_migration_service_account")
        String controllerMigrationServiceAccount,

        @JsonProperty("vddk_image") String vddkImage) {

    /** Feature flags are strings, not booleans. */
    public enum Flag {
        @JsonProperty("true")
        TRUE,
        @JsonProperty("false")
        FALSE
    }
}
