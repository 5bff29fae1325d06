package mtv.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.matrix.Matrix;
import mtv.check.Report;
import mtv.check.compare.Finding;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** Unusual source VMs go through the whole chain and get the right verdict. */
public class StrangeSourcesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TIME_SCALE = 500;

    private static final String VSPHERE = """
            [{"name": "odd", "guest": "rhel9", "power": "poweredOff", "cpus": 3, "coresPerSocket": 2, "memoryMib": 1024,
              "disks": [{"size": "1Gi"}], "networks": ["network-11"]},
             {"name": "twice", "guest": "rhel9", "power": "poweredOff", "cpus": 2, "coresPerSocket": 1,
               "memoryMib": 1024,
              "disks": [{"size": "1Gi"}], "networks": ["network-11", "network-11", "dvportgroup-21"]},
             {"name": "web", "folder": "Blue", "guest": "rhel9", "power": "poweredOff", "cpus": 1, "coresPerSocket": 1,
              "memoryMib": 512, "disks": [{"size": "1Gi"}], "networks": ["network-11"]},
             {"name": "web", "folder": "Green", "guest": "rhel9", "power": "poweredOff", "cpus": 2, "coresPerSocket": 1,
              "memoryMib": 1024, "disks": [{"size": "1Gi"}], "networks": ["network-11"]}]
            """;

    private static final String OVA = """
            [{"name": "appliance", "guest": "rhel8", "cpus": 2, "coresPerSocket": 1, "memoryMib": 1024,
              "disks": [{"size": "1Gi"}, {"size": "2Gi"}],
              "networks": ["9d000000-0000-4000-8000-000000000001", "9d000000-0000-4000-8000-000000000002"],
              "shown": {"nics": [{"Name": "eth0", "MAC": "", "Network": "VM Network", "Config": []},
                                 {"Name": "eth1", "MAC": "", "Network": "%s", "Config": []}]}}]
            """;

    private static final String OVIRT = """
            [{"name": "direct", "guest": "rhel9", "folder": "Default", "power": "poweredOff", "cpus": 2,
              "coresPerSocket": 1,
              "memoryMib": 1024, "disks": [{"size": "1Gi"}, {"size": "2Gi", "lun": true}],
              "networks": ["0e1e0000-0000-4000-8000-000000000001"]},
             {"name": "loose", "guest": "rhel9", "folder": "Default", "power": "poweredOff", "cpus": 2,
               "coresPerSocket": 1,
              "memoryMib": 1024, "disks": [{"size": "1Gi"}],
              "shown": {"nics": [{"id": "n", "name": "nic1", "mac": "02:00:00:00:00:01", "interface": "virtio",
                "profile": ""}]}}]
            """;

    private static final String OPENSTACK = """
            [{"name": "image", "guest": "rhel9", "folder": "mtv", "power": "poweredOff", "flavor": "f-1c1g",
              "image": "1a9e0000-0000-4000-8000-000000000001",
              "networks": ["0e200000-0000-4000-8000-000000000001"]},
             {"name": "both", "guest": "rhel9", "folder": "mtv", "power": "poweredOff", "flavor": "f-1c1g",
              "image": "1a9e0000-0000-4000-8000-000000000001", "disks": [{"size": "3Gi"}],
              "networks": ["0e200000-0000-4000-8000-000000000001"]}]
            """;

    @DataProvider
    public Object[][] scenarios() throws IOException {
        String second =
                Matrix.platform("ova").path("networks").path(1).path("name").asText();
        return new Object[][] {
            {"vsphere", VSPHERE, "{\"name\": \"twice\"}", "", List.of()},
            {
                "vsphere",
                VSPHERE,
                "{\"name\": \"twice\"}",
                "{\"source\": \"dvportgroup-21\", \"destination\": \"pod\"}, {\"destination\": \"bridge\"}",
                List.of()
            },
            {
                "vsphere",
                VSPHERE,
                "{\"name\": \"web\", \"path\": \"Green\"},"
                        + " {\"name\": \"web\", \"path\": \"/Sandbox/vm/Blue/web\", \"target_name\": \"blue\"}",
                "",
                List.of()
            },
            {"ova", OVA.formatted(second), "{\"name\": \"appliance\"}", "", List.of()},
            {"ovirt", OVIRT, "{\"name\": \"direct\"}", "", List.of()},
            {"openstack", OPENSTACK, "{\"name\": \"image\"}", "", List.of()},
            {
                "openstack",
                OPENSTACK,
                "{\"name\": \"both\"}",
                "",
                List.of("boot order expected [vol-1a9e0000-0000-4000-8000-000000000001]")
            },
        };
    }

    /** The last VM boots from its image, but MTV lets it boot from a volume that is bootable too. */
    @Test(dataProvider = "scenarios")
    public void aStrangeVmIsComparedWithItsSource(
            String type, String vms, String wanted, String networks, List<String> differences) throws Exception {
        Report report = migrate(type, vms, wanted, networks, Map.of());

        assertThat(report.differences()).hasSameSizeAs(differences);
        for (int i = 0; i < differences.size(); i++) {
            assertThat(report.differences().get(i).toString()).contains(differences.get(i));
        }
        assertThat(report.findings())
                .filteredOn(f -> f.is(Finding.Verdict.SAME))
                .hasSizeGreaterThan(20);
    }

    @Test
    public void cpusThatFillNoSocketAreAKnownLoss() throws Exception {
        Report report = migrate("vsphere", VSPHERE, "{\"name\": \"odd\"}", "", Map.of());

        assertThat(report.differences()).isEmpty();
        assertThat(report.findings())
                .filteredOn(f -> f.check().equals("cpus"))
                .extracting(
                        Finding::verdict,
                        f -> f.expected().text(),
                        f -> f.actual().text())
                .containsExactly(tuple(Finding.Verdict.DEVIATES, "3", "2"));
    }

    @DataProvider
    public Object[][] refused() {
        return new Object[][] {
            {
                "vsphere",
                VSPHERE,
                "{\"name\": \"web\"}",
                "",
                "2 VMs in the inventory of source provider vsphere-sandbox have the name web: web \\(vm-\\d+,"
                        + " /Sandbox/vm/Blue/web\\), web \\(vm-\\d+, /Sandbox/vm/Green/web\\); say which by \"id\""
            },
            {
                "vsphere",
                VSPHERE,
                "{\"name\": \"web\", \"path\": \"Red\"}",
                "",
                "web in Red is none of its 4 VMs; of that name or id: web \\(vm-\\d+, /Sandbox/vm/Blue/web\\)"
            },
            {
                "vsphere",
                VSPHERE,
                "{\"name\": \"twice\"}",
                "{\"source\": \"network-11\", \"destination\": \"pod\"}",
                "network_map cannot be met: VM twice \\(vm-\\d+\\) would have 2 NICs on the pod network"
            },
            {
                "vsphere", // the VM that is named is the original: no clone has been made
                VSPHERE,
                "{\"name\": \"twice\", \"clone\": true}",
                "{\"source\": \"network-11\", \"destination\": \"pod\"}",
                "network_map cannot be met: VM twice \\(vm-\\d+\\) would have 2 NICs on the pod network"
            },
            {
                "ovirt",
                OVIRT,
                "{\"name\": \"loose\"}",
                "",
                "VM loose \\(.*\\): NIC nic1 02:00:00:00:00:01 has no vNIC profile"
            },
        };
    }

    @Test(dataProvider = "refused")
    public void aVmThatCannotBeMigratedIsReportedBeforeAnyMap(
            String type, String vms, String wanted, String networks, String message) {
        assertThatThrownBy(() -> migrate(type, vms, wanted, networks, Map.of("inventory_wait_timeout", "5")))
                .satisfies(e -> assertThat(e.getMessage()).containsPattern(message));
    }

    private static Report migrate(String type, String vms, String wanted, String networks, Map<String, String> limits)
            throws Exception {
        ObjectNode seed = Matrix.platform(type);
        seed.set("vms", JSON.readTree(vms));
        seed.put("random", 0);
        ObjectNode plans = JSON.createObjectNode();
        ObjectNode scenario = plans.putObject("strange").put("warm_migration", false);
        scenario.set("virtual_machines", JSON.readTree("[" + wanted + "]"));
        if (!networks.isEmpty()) {
            scenario.set("network_map", JSON.readTree("[" + networks + "]"));
        }
        SandboxConfig config =
                new SandboxConfig(TIME_SCALE, 1, Set.of()).withInventoryFile(Optional.of(Matrix.file(type, seed)));
        try (OutsideSandbox sandbox = new OutsideSandbox(config)) {
            Map<String, String> given = new HashMap<>(sandbox.settings());
            given.put("plans_file", Matrix.file("plans", plans).toString());
            given.put("source_provider", type + "-sandbox");
            given.putAll(limits);
            Settings settings = Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none()));
            try (TestBed prepared = TestBed.prepare(settings, "remote")) {
                OpenTestBed bed = prepared.open();
                MigrationSteps steps =
                        bed.migration(bed.scenario("strange"), bed.settings().run());
                return steps.checkVms(
                        steps.executeMigration(steps.createPlan(steps.createStorageMap(), steps.createNetworkMap())));
            }
        }
    }
}
