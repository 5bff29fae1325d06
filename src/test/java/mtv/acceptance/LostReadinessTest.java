package mtv.acceptance;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.await.Await;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import mtv.steps.migrate.MigrationException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Objects that were Ready when their link passed, and are not Ready any more when the migration starts. */
public class LostReadinessTest {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private OutsideSandbox sandbox;
    private Cluster cluster;
    private TestBed bed;
    private MigrationSteps steps;
    private StorageMap storageMap;
    private NetworkMap networkMap;
    private Plan plan;

    @BeforeClass
    public void planAMigration() throws IOException {
        sandbox = new OutsideSandbox();
        cluster = sandbox.connect();
        bed = TestBed.prepare(
                Settings.of(new SettingsSources(Path.of(""), sandbox.settings(), Map.of(), SuiteParameters.none())),
                "local");
        OpenTestBed open = bed.open();
        steps = open.migration(
                open.scenario("test_sanity_cold_mtv_migration"), open.settings().run());
        storageMap = steps.createStorageMap();
        networkMap = steps.createNetworkMap();
        plan = steps.createPlan(storageMap, networkMap);
    }

    @AfterClass
    public void close() throws IOException {
        bed.close();
        cluster.close();
        sandbox.close();
    }

    @Test
    public void aChangedMapIsReportedWithMtvsReason() {
        String storageClass = storageMap.getSpec().map().get(0).destination().storageClass();
        leadTo("gone");
        Await.until("the map has lost its class")
                .watching(cluster.client().resource(storageMap))
                .one(map -> map.has("DestinationStorageNotValid"));

        assertRefused("StorageMap " + storageMap.getMetadata().getName() + ": DestinationStorageNotValid");

        leadTo(storageClass);
        Await.until("the map is well again")
                .watching(cluster.client().resource(storageMap))
                .one(map -> map.has("Ready") && map.blockers().isEmpty());
    }

    private void leadTo(String storageClass) {
        cluster.client()
                .resource(storageMap)
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\":\"replace\",\"path\":\"/spec/map/0/destination/storageClass\",\"value\":\""
                                + storageClass + "\"}]");
    }

    /** MTV itself does not report it: the Provider stays Ready. */
    @Test(dependsOnMethods = "aChangedMapIsReportedWithMtvsReason", alwaysRun = true)
    public void aDeletedSecretIsReported() {
        Provider source = cluster.client()
                .resources(Provider.class)
                .inNamespace(plan.getMetadata().getNamespace())
                .withName(plan.getSpec().provider().source().name())
                .require();
        cluster.client()
                .secrets()
                .inNamespace(source.getSpec().secret().namespace())
                .withName(source.getSpec().secret().name())
                .delete();

        assertRefused("Secret " + source.getSpec().secret().namespace() + "/"
                + source.getSpec().secret().name() + " of Provider "
                + source.getMetadata().getName() + " is not there");
    }

    @Test(dependsOnMethods = "aDeletedSecretIsReported", alwaysRun = true)
    public void aDeletedMapIsReported() {
        cluster.client().resource(networkMap).patch(MERGE, "{\"metadata\":{\"finalizers\":null}}");
        cluster.client().resource(networkMap).delete();

        assertRefused("NetworkMap " + networkMap.getMetadata().getName() + " is not there any more");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> steps.executeMigration(plan))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("Wanted to start a Migration of Plan "
                        + plan.getMetadata().getName() + ", but what was Ready is not any more, so none is created:")
                .hasMessageContaining(reason);
        assertThat(cluster.client()
                        .resources(Migration.class)
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .isEmpty();
    }
}
