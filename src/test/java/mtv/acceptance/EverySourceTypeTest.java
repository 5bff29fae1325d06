package mtv.acceptance;

import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.SuiteRun;
import mtv.vm.SourceType;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

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
            SourceType.OVA, "ova warm migration is not supported.",
            SourceType.HYPERV, "hyperv warm migration is not supported.");

    /** What a scenario says by {@code auto} there is that the VM itself migrates. */
    private static final Set<SourceType> UNCLONED = Set.of(SourceType.OVA, SourceType.HYPERV);

    @DataProvider
    public Object[][] types() {
        return Arrays.stream(SourceType.values())
                .map(type -> new Object[] {type})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "types")
    public void bothSuitesRunAsTheyStand(SourceType type) throws Exception {
        assertRuns(type, "testng-remote.xml", remote(type));
        assertRuns(type, "testng-local.xml", local(type));
    }

    private static Extent remote(SourceType type) {
        if (COLD_ONLY.containsKey(type)) {
            return new Extent(1, 4, 2, Set.of(COLD_ONLY.get(type)));
        }
        return type.isConverted()
                ? new Extent(4, 4, 5, Set.of())
                : new Extent(3, 4, 4, Set.of(type.id() + " guests are not converted, so no conversion fails."));
    }

    private static Extent local(SourceType type) {
        return COLD_ONLY.containsKey(type)
                ? new Extent(1, 3, 1, Set.of(COLD_ONLY.get(type)))
                : new Extent(3, 3, 3, Set.of());
    }

    /**
     * What becomes of a suite.
     *
     * @param run how many of its classes run
     * @param classes how many there are
     * @param vms of the classes that run
     * @param skips why the others do not
     */
    private record Extent(int run, int classes, int vms, Set<String> skips) {}

    private static void assertRuns(SourceType type, String file, Extent extent) throws Exception {
        try (Clones clones = new Clones()) {
            SuiteRun run = GivenSettings.during(
                    Map.of("source_provider", type.id() + "-sandbox", "sandbox_time_scale", "2000"),
                    () -> SuiteRun.of(file, Map.of(), test -> true));
            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(CHAIN.size() * extent.run());
            assertThat(run.links(ITestResult.SKIP)).hasSize(CHAIN.size() * (extent.classes() - extent.run()));
            assertThat(run.skipReasons()).isEqualTo(extent.skips());
            assertThat(clones.made()).hasSize(UNCLONED.contains(type) ? 0 : extent.vms());
        }
    }

    /** What the console is told of clones, while this is open. */
    private static final class Clones extends AbstractAppender implements AutoCloseable {

        private final Logger logger = (Logger) LogManager.getRootLogger();
        private final List<String> made = new CopyOnWriteArrayList<>();

        Clones() {
            super("clones", null, null, true, Property.EMPTY_ARRAY);
            start();
            logger.addAppender(this);
        }

        @Override
        public void append(LogEvent event) {
            String line = event.getMessage().getFormattedMessage();
            if (line.startsWith("Cloned source VM ")) {
                made.add(line);
            }
        }

        List<String> made() {
            return made;
        }

        @Override
        public void close() {
            logger.removeAppender(this);
            stop();
        }
    }
}
