package mtv.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.matrix.Matrix;
import mtv.check.Report;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of requests of a migration and its checks does not grow with the number of VMs. Requests to guests do, and
 * are left out: a connection for each login, the start and the stop of a VM that is off and must show its agent.
 */
public class ManyVmsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 100;
    private static final int FEW = 2;
    private static final Predicate<String> IS_WATCH = kind -> kind.startsWith("watch ");

    /** A session logs in again after a minute of real time. */
    private static final Predicate<String> IS_LOGIN = kind -> kind.contains("oauth");

    /**
     * The first migration contains requests that a client sends only once, so only the second and the third are
     * compared.
     */
    @Test
    public void aHundredVmsTakeAsManyRequestsAsTwo() throws IOException {
        SandboxConfig config = new SandboxConfig(2000, 1, Set.of()).withInventoryFile(Optional.of(machines()));
        try (OutsideSandbox sandbox = new OutsideSandbox(config)) {
            Map<String, String> given = new HashMap<>(sandbox.settings());
            given.putAll(Map.of(
                    "plans_file", plans().toString(), "number_of_vms", String.valueOf(MANY), "check_ssh", "false"));
            Settings settings = Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none()));
            try (TestBed prepared = TestBed.prepare(settings, "remote")) {
                OpenTestBed bed = prepared.open();
                migrate(bed, "first", 1);
                Map<String, Long> before = sandbox.requestsByKind();
                migrate(bed, "few", FEW);
                Map<String, Long> between = sandbox.requestsByKind();
                migrate(bed, "many", MANY);
                Map<String, Long> few = since(before, between);
                Map<String, Long> many = since(between, sandbox.requestsByKind());
                assertThat(asked(many)).as("requests for %d VMs", MANY).isEqualTo(asked(few));
                assertThat(sum(many, IS_WATCH))
                        .as("watches, one for each list at most")
                        .isLessThanOrEqualTo(sum(many, kind -> kind.startsWith("list ")));
            }
        }
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> more = new TreeMap<>(after);
        before.forEach((kind, count) -> more.merge(kind, -count, Long::sum));
        more.values().removeIf(count -> count == 0);
        return more;
    }

    /** The requests without logins and watches, because a list that is good already needs no watch. */
    private static Map<String, Long> asked(Map<String, Long> requests) {
        Map<String, Long> asked = new TreeMap<>(requests);
        asked.keySet().removeIf(IS_WATCH.or(IS_LOGIN));
        return asked;
    }

    private static long sum(Map<String, Long> requests, Predicate<String> which) {
        return requests.entrySet().stream()
                .filter(each -> which.test(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void migrate(OpenTestBed bed, String scenario, int vms) {
        MigrationSteps steps =
                bed.migration(bed.scenario(scenario), bed.settings().run());
        Report report = steps.checkVms(
                steps.executeMigration(steps.createPlan(steps.createStorageMap(), steps.createNetworkMap())));
        assertThat(report.differences()).as(report.describe()).isEmpty();
        assertThat(report.findings())
                .filteredOn(finding -> finding.check().equals("existence"))
                .hasSize(vms);
    }

    private static Path machines() throws IOException {
        Map<String, ObjectNode> shapes = Matrix.read().machines();
        ObjectNode platform = Matrix.json("/mtv/sandbox/sources/vsphere.json");
        ArrayNode vms = platform.putArray("vms");
        for (int i = 0; i < 1 + FEW + MANY; i++) {
            vms.add(shapes.get(i % 2 == 0 ? "stopped" : "linux").deepCopy().put("name", "vm-" + i));
        }
        return Matrix.file("machines", platform);
    }

    private static Path plans() throws IOException {
        ObjectNode plans = JSON.createObjectNode();
        scenario(plans.putObject("first"), 0, 1);
        scenario(plans.putObject("few"), 1, FEW);
        scenario(plans.putObject("many"), 1 + FEW, MANY);
        return Matrix.file("plans", plans);
    }

    private static void scenario(ObjectNode scenario, int from, int vms) {
        ArrayNode wanted = scenario.put("warm_migration", false).putArray("virtual_machines");
        for (int i = from; i < from + vms; i++) {
            wanted.addObject().put("name", "vm-" + i).put("guest_agent", i % 2 == 1);
        }
    }
}
