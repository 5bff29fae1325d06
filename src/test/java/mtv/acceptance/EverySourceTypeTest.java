package mtv.acceptance;

import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.SuiteRun;
import mtv.vm.SourceType;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both shipped suites with the sandbox's source of each type, with no providers file and nothing else set: what
 * {@code -Dsource_provider=ovirt-sandbox} does.
 */
public class EverySourceTypeTest {

    private static final List<String> CHAIN =
            List.of("createStorageMap", "createNetworkMap", "createPlan", "executeMigration", "checkVms");

    /** As the document of remote migrations has them, and Hyper-V likewise; the other types migrate warm. */
    private static final Map<SourceType, String> COLD_ONLY = Map.of(
            SourceType.OPENSTACK, "openstack warm migration is not supported.",
            SourceType.OPENSHIFT, "openshift warm migration is not supported.",
            SourceType.OVA, "ova warm migration is not supported.");

    @DataProvider
    public Object[][] types() {
        return Arrays.stream(SourceType.values())
                .map(type -> new Object[] {type})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "types")
    public void bothSuitesRunAsTheyStand(SourceType type) throws Exception {
        assertRuns(type, "testng-remote.xml", 1, 1);
        assertRuns(type, "testng-local.xml", 2, 1);
    }

    private static void assertRuns(SourceType type, String file, int warm, int cold) throws Exception {
        SuiteRun run = GivenSettings.during(
                Map.of("source_provider", type.id() + "-sandbox", "sandbox_time_scale", "2000"),
                () -> SuiteRun.of(file, Map.of(), test -> true));
        boolean skipped = COLD_ONLY.containsKey(type);
        assertThat(run.messages()).isEmpty();
        assertThat(run.links(ITestResult.SUCCESS)).hasSize(CHAIN.size() * (cold + (skipped ? 0 : warm)));
        assertThat(run.links(ITestResult.SKIP)).hasSize(skipped ? CHAIN.size() * warm : 0);
        assertThat(run.skipReasons()).isEqualTo(skipped ? Set.of(COLD_ONLY.get(type)) : Set.of());
    }
}
