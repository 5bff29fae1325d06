package mtv.acceptance.rights;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.cluster.Cluster;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

/** Whoever has the roles of {@code config/rbac}, and nothing else, may run both suites. */
public class RightsTest {

    @DataProvider
    public Object[][] beds() {
        return new Object[][] {{false}, {true}};
    }

    /** What each rule is needed by, {@link RightsProof} shows; it takes minutes. */
    @Test(dataProvider = "beds")
    public void theDoctorNamesEachRuleThatIsMissing(boolean gathers) throws IOException {
        try (RightsBed bed = new RightsBed(gathers)) {
            assertThat(bed.doctor()).isEmpty();
            assertThat(bed.rules()).isNotEmpty();
            for (GrantedRule rule : bed.rules()) {
                assertThat(bed.without(rule, bed::doctor))
                        .as(rule.words())
                        .first()
                        .asString()
                        .contains(
                                rule.rule().getResources().get(0).split("/")[0],
                                rule.role().getMetadata().getName() + " of config/rbac/");
            }
        }
    }

    @Test
    public void bothSuitesAreGreenWithTheRolesAlone() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster admin = sandbox.connect()) {
            Map<String, String> settings = withRolesAlone(sandbox, admin);
            Map<String, Object> before = sandbox.state();
            settings.put("source_provider", "openshift-sandbox");
            SuiteRun cloned = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-local.xml", Map.of(), test -> test.getName().contains("Cold")));
            assertThat(cloned.messages()).isEmpty();
            assertThat(cloned.links(ITestResult.SUCCESS)).hasSize(5);
            settings.put("source_provider", "vsphere-sandbox");
            for (String suite : List.of("testng-local.xml", "testng-remote.xml")) {
                SuiteRun run = GivenSettings.during(settings, () -> SuiteRun.of(suite, Map.of(), test -> true));

                assertThat(run.messages()).isEmpty();
                assertThat(run.links(ITestResult.SUCCESS)).isNotEmpty();
                assertThat(run.links(ITestResult.SKIP)).isEmpty();
            }
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    /** What a failed Plan leaves with and without config/rbac/must-gather.yaml: the files, or one sentence. */
    @DataProvider
    public Object[][] gatherers() {
        return new Object[][] {
            {"none", "must-gather of Plan .* files? in "}, {"must-gather", "no must-gather: .*forbidden"}
        };
    }

    @Test(dataProvider = "gatherers")
    public void aFailedPlanIsGatheredWithTheRolesAlone(String unwanted, String told) throws IOException {
        Path evidence = Scratch.folder("evidence");
        try (OutsideSandbox sandbox = new OutsideSandbox("guest-conversion-fails");
                Cluster admin = sandbox.connect()) {
            Map<String, String> settings = withRolesAlone(sandbox, admin, unwanted);
            settings.put("must_gather", "on_failure");
            settings.put("evidence_path", evidence.toString());
            Map<String, Object> before = sandbox.state();

            SuiteRun run = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-local.xml", Map.of(), test -> test.getName().contains("Cold")));

            assertThat(run.links(ITestResult.FAILURE)).containsExactly("executeMigration");
            try (Stream<Path> files = Files.walk(evidence)) {
                assertThat(files.filter(file -> file.endsWith("must-gather.txt")))
                        .singleElement(PATH)
                        .content()
                        .containsPattern(told);
            }
            try (Stream<Path> files = Files.walk(evidence)) {
                assertThat(files.anyMatch(file -> file.getParent().endsWith("crs/plan")))
                        .isEqualTo(unwanted.equals("none"));
            }
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    private static Map<String, String> withRolesAlone(OutsideSandbox sandbox, Cluster admin) throws IOException {
        return withRolesAlone(sandbox, admin, "none");
    }

    private static Map<String, String> withRolesAlone(OutsideSandbox sandbox, Cluster admin, String unwanted)
            throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.keySet().removeAll(List.of("cluster_username", "cluster_password"));
        settings.put(
                "cluster_token",
                GrantedRoles.on(admin, Set.of("hub", "destination"), unwanted).token());
        return settings;
    }

    /** Of parts of the whole cluster, and of those in a namespace. */
    @Test
    public void aVmIsCreatedWithTheRolesAlone() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster admin = sandbox.connect()) {
            admin.client()
                    .resource("{\"apiVersion\": \"instancetype.kubevirt.io/v1beta1\", \"kind\":"
                            + " \"VirtualMachineInstancetype\", \"metadata\": {\"name\": \"own\", \"namespace\":"
                            + " \"shop\"}, \"spec\": {\"cpu\": {\"guest\": 2}, \"memory\": {\"guest\": \"1Gi\"}}}")
                    .create();
            Map<String, String> settings = withRolesAlone(sandbox, admin);
            settings.put("source_provider", "openshift-sandbox");
            settings.put(
                    "plans_file",
                    Files.writeString(Scratch.file("plans", ".json"), """
                            {"test_sanity_cold_mtv_migration": {"warm_migration": false, "virtual_machines": [
                              {"name": "a", "source_vm_power": "on", "create": {"data_source": {"name": "rhel9"},
                                "instance_type": "u1.small", "preference": "rhel.9"}},
                              {"name": "b", "create": {"data_source": {"name": "fedora"}, "namespace": "shop",
                                "storage_class": "standard-csi", "instance_type": "own",
                                "instance_type_kind": "VirtualMachineInstancetype"}}]}}""").toString());

            SuiteRun run = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-local.xml",
                            Map.of("number_of_vms", "2"),
                            test -> test.getName().contains("Cold")));

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(5);
        }
    }
}
