package mtv.doctor;

import mtv.acceptance.harness.OutsideSandbox;
import mtv.doctor.finding.HealthException;
import mtv.doctor.finding.HealthFinding;
import mtv.record.RecordedConnection;
import mtv.sandbox.SandboxConfig;
import mtv.scenario.PlannedRun;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every finding is shown by what it is about: something is broken, and the table has the line for it. */
public class DoctorTest {

    private DoctorBed bed;

    @BeforeClass
    public void start() throws IOException {
        bed = new DoctorBed(new OutsideSandbox(new SandboxConfig(2000, 1, Set.of()).withClusters(2)));
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        bed.close();
    }

    @DataProvider
    public Iterator<DoctorCase> cases() {
        return Stream.of(
                        SessionCases.ALL,
                        ForkliftCases.ALL,
                        RightsCases.ALL,
                        DestinationCases.ALL,
                        SourceCases.ALL,
                        OtherRunCases.ALL)
                .flatMap(List::stream)
                .iterator();
    }

    @Test(dataProvider = "cases")
    public void whatIsBrokenHasItsLine(DoctorCase each) throws IOException {
        try (Breakage broken = new Breakage(bed)) {
            PlannedRun planned = bed.planned("local", each.breaking().in(broken), each.scenario());
            assertThat(bed.examine(planned)).as(each.what()).containsPattern(each.line());
        }
    }

    @Test
    public void nothingIsFoundOnAGoodClusterWithFewRequests() throws IOException {
        PlannedRun planned = bed.planned(
                "remote",
                Map.of("destination_rights", "migrator"),
                ScenarioText.into("shop", ", \"target_name\": \"new\""));
        long before = requests();

        String table = bed.examine(planned);

        assertThat(requests() - before).isLessThanOrEqualTo(25);
        assertThat(table.lines().filter(line -> !line.startsWith("clock")))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.matches("\\S+ +good .*"));
    }

    /** Without those by which the sessions end, which a run goes on with. */
    private long requests() {
        return bed.sandbox().requestsByKind().entrySet().stream()
                .filter(call -> !call.getKey().contains("useroauthaccesstokens"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    public void aClusterThatTellsNoTimeIsAnError() throws IOException {
        assertThat(bed.examine(
                        new SessionExamination(), answering("", 200, "{\"metadata\": {\"name\": \"somebody\"}}")))
                .extracting(HealthFinding::severity, HealthFinding::toString)
                .anySatisfy(found -> assertThat(found.toList().toString())
                        .startsWith("[ERROR, clock: The API server https://localhost:")
                        .contains("sends no Date header, by which its time is known; does a proxy on the way"));
    }

    @Test
    public void rightsOfWhichTheClusterDoesNotTellAllAreAWarning() throws IOException {
        assertThat(bed.examine(new RightsExamination(), answering("/selfsubjectrulesreviews", 200, """
                        {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "status":
                         {"resourceRules": [], "nonResourceRules": [], "incomplete": true}}""")))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.severity() + " " + found)
                        .startsWith("WARNING rights: on the hub the user may not ")
                        .contains(", as far as the cluster tells (its answer is incomplete); grant "));
    }

    @Test
    public void aClusterThatHasNothingOfMtvAtAllIsAnError() throws IOException {
        assertThat(bed.examine(
                        new FieldExamination(),
                        answering("/forklift.konveyor.io/v1beta1", 404, "{\"kind\": \"Status\", \"code\": 404}")))
                .singleElement()
                .asString()
                .startsWith("fields: the cluster does not know MTV's kinds (/openapi/v3/apis/forklift.konveyor.io/");
    }

    /** @param end of the path of all requests that get this body, and no Date header; others go to the sandbox */
    private static RecordedConnection answering(String end, int code, String body) {
        return new RecordedConnection() {
            @Override
            public Optional<Answer> answer(Request request) {
                return request.target().endsWith(end) ? Optional.of(new Answer(code, "", "", body)) : Optional.empty();
            }
        };
    }

    /** MTV and name servers take an underscore, which no URI of Java has in a host. */
    @Test
    public void aServerWhoseNameJavaDoesNotKnowShowsNoCertificate() {
        assertThat(ServerCertificate.of(URI.create("https://api_of.example.test:6443"), Optional.empty()))
                .isEmpty();
    }

    @DataProvider
    public Object[][] certificates() {
        return new Object[][] {
            {"certificate-expired", "it ended at 20"},
            {"certificate-of-another-host", "it is for api.elsewhere.example.test, and not for localhost"},
        };
    }

    @Test(dataProvider = "certificates")
    public void aCertificateIsShownWithWhatIsWrongWithIt(String fault, String why) throws IOException {
        try (DoctorBed other = new DoctorBed(new OutsideSandbox(fault))) {
            assertThat(other.examine(other.planned("local", Map.of("insecure_verify_skip", "false"), "")))
                    .containsPattern("API.* it shows the certificate of CN=.*: " + why);
        }
    }

    @Test
    public void everythingThatKeepsARunOutIsToldAtOnce() throws IOException {
        String told = bed.examine(bed.planned(
                "remote",
                Map.of(
                        "cluster_password",
                        "wrong",
                        "remote_cluster_password",
                        "wrong",
                        "providers_file",
                        bed.wrongProviders().toString()),
                ""));

        assertThat(told)
                .startsWith("The doctor found 3 errors, so nothing was created:")
                .contains("check cluster_username and cluster_password")
                .contains("check remote_cluster_username and remote_cluster_password")
                .contains("check username and password of vsphere-sandbox in the providers file");
    }

    @Test
    public void theRemoteClusterIsLookedAtLikewise() throws IOException {
        assertThat(bed.examine(bed.planned("remote", Map.of("storage_class", "standard-csi"), "")))
                .containsPattern("storage +error +StorageClass standard-csi is not on the remote");
        assertThat(bed.examine(bed.planned("remote", Map.of("remote_ocp_cluster", "other.example"), "")))
                .containsPattern("API +error +remote_ocp_cluster is \"other.example\", but");
    }

    @Test
    public void anErrorEndsARunBeforeItCreatesAnything() throws IOException {
        Map<String, Object> before = bed.sandbox().state();
        assertThatThrownBy(() -> TestBed.prepare(bed.settings(Map.of("storage_class", "gone")), "local"))
                .isInstanceOf(HealthException.class)
                .hasMessageContaining("storage: StorageClass gone is not on the hub");
        TestBed.prepare(bed.settings(Map.of("storage_class", "gone", "doctor", "report")), "local")
                .close();
        assertThat(bed.sandbox().state()).isEqualTo(before);
    }

    /** MTV's inventory shows VMs once there is a Provider of the source, which the beginning of a run makes. */
    @Test
    public void theVmsOfASourceThatMtvKnowsAreLookedAt() throws IOException {
        try (TestBed other = TestBed.prepare(bed.settings(Map.of()), "local");
                Breakage shop = new Breakage(bed)) {
            OpenTestBed open = other.open();
            assertThat(open.source().type().id()).isEqualTo("vsphere");

            assertThat(machine("mtv-tests-rhel8", "", false))
                    .containsPattern("machines +good +the VMs are there")
                    .containsPattern("source +good +MTV has Provider auto-mtv-\\S+ of the same source already");
            assertThat(machine("gone", "", false)).containsPattern("machines +error +VM gone of scenario it is not in");
            assertThat(machine("mtv-tests-rhel8", ", \"source_vm_power\": \"off\"", false))
                    .containsPattern("machines +error +VM mtv-tests-rhel8 .* is to be powered off, and is \\S+; power");
            assertThat(machine("mtv-tests-rhel8", "", true))
                    .containsPattern("machines +error .* Changed Block Tracking is off for .*; switch it on");
            assertThat(machine("ubuntu-no-tools", "", false))
                    .containsPattern("machines +error .* is on, and VMware Tools do not run in it");
            shop.created("""
                    {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "metadata": {"name": "same",
                     "namespace": "shop"}, "spec": {"runStrategy": "Halted", "template": {"spec": {"domain": {"devices":
                     {"interfaces": [{"name": "one", "macAddress": "%s", "masquerade": {}}]}},
                     "networks": [{"name": "one", "pod": {}}]}}}}""".formatted(mac(open)));
            assertThat(machine("mtv-tests-rhel8", "", false))
                    .containsPattern("addresses +error +VM shop/same of the hub has the MAC address .* of source VM"
                            + " mtv-tests-rhel8, and MTV migrates none twice; delete it");
        }
    }

    private static String mac(OpenTestBed open) {
        return open.source().inventory().vmsOnce("VMs are shown", any -> true).stream()
                .filter(vm -> vm.name().equals("mtv-tests-rhel8"))
                .findFirst()
                .orElseThrow()
                .nics()
                .get(0)
                .mac();
    }

    private String machine(String name, String more, boolean warm) throws IOException {
        return bed.examine(bed.planned("local", Map.of(), ScenarioText.of(name, more, warm)));
    }
}
