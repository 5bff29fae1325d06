package mtv.report;

import mtv.evidence.gather.Gathered;
import org.testng.ISuite;
import org.testng.Reporter;
import org.testng.SkipException;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeSuite;
import org.testng.annotations.Test;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The test class of {@link Chain}: three links, and a place to break each of them. */
public final class Links {
    @BeforeSuite(alwaysRun = true)
    public void openBed() {
        ISuite suite = Reporter.getCurrentTestResult().getTestContext().getSuite();
        suite.setAttribute(EvidenceSource.ATTRIBUTE, new Source(suite));
        fail("openBed");
    }

    private record Source(ISuite suite) implements EvidenceSource {

        @Override
        public Map<String, String> collect() {
            return evidence(suite);
        }

        @Override
        public Optional<Gathered> mustGather(Path folder) {
            if ("evidence".equals(suite.getParameter("broken"))) {
                throw new IllegalStateException("the pod is gone");
            }
            return Optional.of(Gathered.nothing("there is no image"));
        }
    }

    private static Map<String, String> evidence(ISuite suite) {
        if ("evidence".equals(suite.getParameter("broken"))) {
            throw new IllegalStateException("the cluster is gone");
        }
        return Map.of("../plan.yaml", "kind: Plan");
    }

    @BeforeClass(alwaysRun = true)
    public void enterBed() {
        if ("gate".equals(broken())) {
            throw new SkipException("No remote OCP cluster provided");
        }
    }

    @Test
    public void createPlan() {
        fail("createPlan");
    }

    @Test(dependsOnMethods = "createPlan")
    public void executeMigration() {
        fail("evidence");
    }

    @Test(dependsOnMethods = "executeMigration")
    public void checkVms() {}

    private static String broken() {
        return Reporter.getCurrentTestResult().getTestContext().getSuite().getParameter("broken");
    }

    private static void fail(String link) {
        if (link.equals(broken())) {
            throw new AssertionError("\n" + link + " is broken\nsecond line");
        }
    }
}
