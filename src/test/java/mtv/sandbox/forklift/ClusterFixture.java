package mtv.sandbox.forklift;

import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** A cluster with MTV, shared by all methods of a test class. */
abstract class ClusterFixture {

    private final String[] faults;

    TestCluster cluster;

    /** @param faults armed from the start, each with its scope */
    ClusterFixture(String... faults) {
        this.faults = faults.clone();
    }

    @BeforeClass
    public final void startCluster() {
        cluster = new TestCluster(faults);
    }

    @AfterClass(alwaysRun = true)
    public final void stopCluster() {
        cluster.close();
    }
}
