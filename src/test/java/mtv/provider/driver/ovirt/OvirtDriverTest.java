package mtv.provider.driver.ovirt;

import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.sources.ovirt.OvirtEngine;
import mtv.scenario.Power;
import mtv.scenario.Preparation;
import mtv.scenario.PreparationBuilder;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The driver for oVirt against the sandbox's engine, over HTTPS. */
public class OvirtDriverTest {

    private static final String RHEL = "mtv-tests-rhel8";
    private static final String TEMPLATE = "rhel9-golden";
    private static final Duration SHORT = Duration.ofMillis(500);

    private PlatformBed<OvirtEngine> bed;

    @BeforeClass
    public void start() {
        bed = new PlatformBed<>(PlatformType.OVIRT, OvirtEngine::new);
    }

    @BeforeMethod
    public void renew() {
        bed.renew();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    @Test
    public void aCopyIsCompleteAndItsOriginalIsAsBefore() throws IOException {
        List<SimVm> before = bed.vms();
        SourceDriver driver = bed.driver();
        assertThat(driver.find(RHEL, Optional.empty())).contains(bed.named(RHEL).id());

        driver.copy(bed.copyOf(RHEL, "copy", Power.OFF));
        driver.copy(bed.copyOf(RHEL, "running", Power.ON));

        assertThat(bed.named("copy").power()).isEqualTo(PowerState.poweredOff);
        bed.until("the other copy runs", () -> bed.named("running").power() == PowerState.poweredOn);
        assertThat(bed.vms()).containsAll(before).hasSize(before.size() + 2);
    }

    @Test
    public void aTemplateIsDeployed() throws IOException {
        SourceDriver driver = bed.driver();
        String template = driver.find(TEMPLATE, Optional.empty()).orElseThrow();
        assertThat(driver.find(TEMPLATE, Optional.of(template))).contains(template);

        driver.copy(new Copy(TEMPLATE, template, "copy", false, Optional.empty()));

        assertThat(bed.named("copy").disks()).hasSize(1);
        assertThat(bed.named("copy").template()).isFalse();
    }

    @Test
    public void snapshotsOfACopyBeginOneFromTheOther() throws IOException {
        Preparation.Snapshot second = new Preparation.Snapshot("second", List.of());
        Preparation wanted = PreparationBuilder.builder()
                .snapshots(List.of(new Preparation.Snapshot("first", List.of(second))))
                .build();
        Copy copy = new Copy(RHEL, bed.named(RHEL).id(), "copy", false, Optional.of(Power.OFF), wanted);
        SourceDriver driver = bed.driver();
        assertThat(driver.cannotPrepare(copy)).isEmpty();

        driver.copy(copy);

        assertThat(bed.named("copy").snapshots()).hasSize(2);
        assertThat(bed.named(RHEL).snapshots()).isEmpty();
        driver.delete("copy");
        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy");
    }

    @Test
    public void aSnapshotThatIsNotMadeIsToldAsTheEngineTellsIt() {
        bed.faults().arm("snapshot-quiesce-fails");
        Preparation wanted = PreparationBuilder.builder()
                .snapshots(List.of(new Preparation.Snapshot("first", List.of())))
                .build();
        assertThatThrownBy(() -> bed.driver()
                        .copy(new Copy(RHEL, bed.named(RHEL).id(), "copy", false, Optional.empty(), wanted)))
                .hasMessageContaining("make snapshot first of VM copy");
    }

    @Test
    public void copiesOfOneVmAtOnceTakeTurns() {
        SourceDriver driver = bed.driver();
        assertThat(Stream.of("one", "two", "three").parallel().map(name -> made(driver, name)))
                .allMatch(Optional::isEmpty);
        assertThat(bed.vms()).extracting(SimVm::name).contains("one", "two", "three");
    }

    private Optional<Exception> made(SourceDriver driver, String name) {
        try {
            driver.copy(bed.copyOf(RHEL, name, Power.OFF));
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(e);
        }
    }

    @Test
    public void whatIsNotThereIsNotFoundAndAWrongPasswordIsTold() throws IOException {
        assertThat(bed.driver().find("nowhere", Optional.empty())).isEmpty();
        assertThat(bed.driver().find(RHEL, Optional.of("0815"))).isEmpty();
        assertThatThrownBy(() -> bed.strangersDriver().find(RHEL, Optional.empty()))
                .hasMessageMatching("oVirt engine localhost:\\d+ refused user admin@internal \\(401\\); check username"
                        + " and password of source in the providers file");
    }

    @Test
    public void aNameThatIsTakenIsRefusedInTheEnginesWords() {
        assertThatThrownBy(() -> bed.driver().copy(bed.copyOf(RHEL, "mtv-win2019-79", Power.OFF)))
                .hasMessageMatching("oVirt engine localhost:\\d+ refused to clone VM mtv-tests-rhel8 to mtv-win2019-79:"
                        + " 409 The name 'mtv-win2019-79' already exists.");
    }

    @Test
    public void aFailureOnTheWayIsToldAsTheEnginesEventsHaveIt() {
        bed.faults().arm("clone-task-fails");
        assertThatThrownBy(() -> bed.driver().copy(bed.copyOf(RHEL, "copy", Power.OFF)))
                .hasMessageMatching("oVirt engine localhost:\\d+ could not clone VM mtv-tests-rhel8 to copy: Failed to"
                        + " complete VM copy creation. Insufficient disk space .*");
    }

    /** What is stuck is removed by force, since nothing else would ever free it. */
    @Test
    public void aCopyThatTakesTooLongIsToldAndCanBeDeleted() throws IOException {
        bed.faults().arm("clone-slow");
        SourceDriver driver = bed.driver(SHORT);
        assertThatThrownBy(() -> driver.copy(bed.copyOf(RHEL, "copy", Power.OFF)))
                .hasMessageContainingAll("has cloned VM mtv-tests-rhel8 to copy", "the copy is image_locked");
        driver.delete("copy");
        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy");
    }

    @Test
    public void aCopyIsDeletedThoughItRunsOrIsInTheMaking() throws IOException {
        SourceDriver driver = bed.driver();
        driver.copy(bed.copyOf(RHEL, "running", Power.ON));
        bed.until("the copy runs", () -> bed.named("running").power() == PowerState.poweredOn);
        try (SandboxClock.Hold still = bed.hold()) {
            assertThatThrownBy(() -> bed.driver(SHORT).copy(bed.copyOf(RHEL, "late", Power.OFF)))
                    .as("while %s", still)
                    .hasMessageContaining("has cloned VM mtv-tests-rhel8 to late");
        }

        driver.delete("running");
        driver.delete("late");
        driver.delete("nowhere");

        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("running", "late");
    }
}
