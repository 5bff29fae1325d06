package mtv.acceptance;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.steps.CleanUp;
import org.testng.ITestResult;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** VMs that a run creates on the cluster of an OpenShift source, migrates, and removes. */
public class CreatedVmsTest {

    private static final String SCENARIO = """
            {"test_sanity_cold_mtv_migration": {"warm_migration": false, "virtual_machines": [
              {"name": "of-data-source", "source_vm_power": "on", "guest_agent": true, "create": {
                "data_source": {"name": "rhel9"}, "instance_type": "u1.small", "preference": "rhel.9"}},
              {"name": "of-image", "source_vm_power": "off", "create": {
                "container_disk": "quay.io/containerdisks/fedora:41", "disk_gib": 5, "cpus": 2, "memory_mib": 2048}},
              {"name": "of-templates", "create": {"namespace": "shop", "cpus": 1, "memory_mib": 1024,
                "data_volume_templates": [
                  {"metadata": {"name": "system"}, "spec": {"storage": {"storageClassName": "standard-csi"},
                    "sourceRef": {"kind": "DataSource", "name": "fedora",
                                  "namespace": "openshift-virtualization-os-images"}}},
                  {"metadata": {"name": "data"}, "spec": {"source": {"blank": {}}, "pvc": {
                    "storageClassName": "ocs-storagecluster-cephfs", "accessModes": ["ReadWriteMany"],
                    "resources": {"requests": {"storage": "2Gi"}}}}}]}}]}}""";

    @Test
    public void createdVmsMigrateAndNothingIsLeft() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = everything(sandbox);
            SuiteRun run = run(settings(sandbox));
            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(5);
            assertThat(everything(sandbox)).isEqualTo(before);
        }
    }

    /** As those of a run that was killed. */
    @Test
    public void createdVmsThatARunLeavesAreRemoved() throws Exception {
        assertRemoved(ledger -> new String[] {"--all"});
    }

    @Test
    public void createdVmsAreFoundByTheLabelOfTheirRun() throws Exception {
        assertRemoved(ledger -> {
            Files.delete(ledger);
            return new String[] {"--run", ledger.getFileName().toString().replace(".jsonl", "")};
        });
    }

    /** Takes the ledger of a run, and returns how its clean-up is called. */
    @FunctionalInterface
    private interface Call {
        String[] with(Path ledger) throws IOException;
    }

    private static void assertRemoved(Call call) throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = everything(sandbox);
            Map<String, String> settings = settings(sandbox);
            settings.put("skip_teardown", "true");
            run(settings);
            assertThat(everything(sandbox)).isNotEqualTo(before);
            String[] args = call.with(sandbox.ledgers().get(0));

            GivenSettings.during(settings, () -> {
                assertThat(CleanUp.run(args)).isZero();
                return null;
            });

            // the volumes of a VM that is found by its label are collected after it
            await().untilAsserted(() -> assertThat(everything(sandbox)).isEqualTo(before));
        }
    }

    private static Map<String, Object> everything(OutsideSandbox sandbox) {
        Map<String, Object> all = new HashMap<>(sandbox.state());
        all.putAll(sandbox.migrated());
        all.put("VMs", List.copyOf(sandbox.vmsOfSources()));
        return all;
    }

    private static Map<String, String> settings(OutsideSandbox sandbox) throws Exception {
        Path plans = Files.writeString(Scratch.file("plans", ".json"), SCENARIO);
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("plans_file", plans.toString());
        settings.put("source_provider", "openshift-sandbox");
        return settings;
    }

    private static SuiteRun run(Map<String, String> settings) throws Exception {
        return GivenSettings.during(
                settings,
                () -> SuiteRun.of(
                        "testng-local.xml",
                        Map.of("number_of_vms", "3"),
                        test -> test.getName().contains("Cold")));
    }
}
