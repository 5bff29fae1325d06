package mtv.settings;

import mtv.settings.value.DestinationRights;
import mtv.settings.value.Unexplained;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** -D, environment, suite file (test over suite), settings file, built-in default. */
public class PrecedenceTest {
    private static final Map<String, String> TEN = Map.of("plan_wait_timeout", "10");

    @Test
    public void theBuiltInDefaultIsLast() {
        assertThat(new SettingsFixture().read().run())
                .isEqualTo(new RunSettings(
                        1,
                        true,
                        true,
                        Unexplained.FAIL,
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(3600),
                        DestinationRights.SESSION));
    }

    @Test
    public void theFileBeatsTheDefault() {
        assertThat(planWait(new SettingsFixture().file("plan_wait_timeout = 50")))
                .hasSeconds(50);
    }

    @Test
    public void theSuiteBeatsTheFile() {
        assertThat(planWait(new SettingsFixture().file("plan_wait_timeout=50").suite("plan_wait_timeout", "40")))
                .hasSeconds(40);
    }

    @Test
    public void theTestBeatsTheSuite() {
        Settings settings =
                new SettingsFixture().suite("plan_wait_timeout", "40").read();
        assertThat(settings.forTest(TEN).planWaitTimeout()).hasSeconds(10);
        assertThat(settings.forTest(Map.of()).planWaitTimeout()).hasSeconds(40);
    }

    @Test
    public void theEnvironmentBeatsTheTest() {
        Settings settings = new SettingsFixture()
                .environment("PLAN_WAIT_TIMEOUT", "30")
                .suite("plan_wait_timeout", "40")
                .read();
        assertThat(settings.forTest(TEN).planWaitTimeout()).hasSeconds(30);
    }

    @Test
    public void theSystemPropertyBeatsAll() {
        Settings settings = new SettingsFixture()
                .systemProperty("plan_wait_timeout", " 20 ")
                .environment("PLAN_WAIT_TIMEOUT", "30")
                .suite("plan_wait_timeout", "40")
                .file("plan_wait_timeout=50")
                .read();
        assertThat(settings.run().planWaitTimeout()).hasSeconds(20);
        assertThat(settings.forTest(TEN).planWaitTimeout()).hasSeconds(20);
    }

    @Test
    public void anEmptyValueIsAValue() {
        Settings settings = new SettingsFixture()
                .systemProperty("remote_ocp_cluster", "")
                .suite("remote_ocp_cluster", "one.example")
                .read();
        assertThat(settings.cluster().remoteOcpCluster()).isEmpty();
    }

    @Test
    public void anotherFileIsReadInsteadWhenItIsNamed() {
        SettingsFixture given =
                new SettingsFixture().file("plan_wait_timeout=50").write("mine.properties", "plan_wait_timeout=60");
        assertThat(planWait(given.systemProperty("config_file", "mine.properties")))
                .hasSeconds(60);
    }

    @Test
    public void theEnvironmentMayNameTheFileToo() {
        SettingsFixture given = new SettingsFixture().write("mine.properties", "plan_wait_timeout=60");
        assertThat(planWait(given.environment("CONFIG_FILE", "mine.properties")))
                .hasSeconds(60);
    }

    @Test
    public void reportsSeeTheEffectiveTextsAndNoSecret() {
        Settings settings = new SettingsFixture()
                .cluster()
                .environment("PLAN_WAIT_TIMEOUT", "30")
                .read();
        assertThat(settings.shownFor(TEN))
                .containsEntry("plan_wait_timeout", "30")
                .containsEntry("cluster", "openshift")
                .containsEntry("storage_class", "fast")
                .doesNotContainKey("cluster_password")
                .doesNotContainValue("hidden");
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    private static Duration planWait(SettingsFixture given) {
        return given.read().run().planWaitTimeout();
    }
}
