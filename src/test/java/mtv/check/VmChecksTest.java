package mtv.check;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.VmFacts;
import mtv.model.PlanSpecBuilder;
import mtv.model.TargetPowerState;
import mtv.names.ExpectedName;
import mtv.vm.Fact;
import mtv.vm.VmPower;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static mtv.check.SampleVm.GIB;
import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.disk;
import static mtv.check.SampleVm.from;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.nic;
import static mtv.check.SampleVm.told;
import static mtv.check.SampleVm.vm;
import static mtv.check.SampleVm.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Equal facts have no difference, and what changes several things is found by the checks of just these. */
public class VmChecksTest {

    private static final String DISK_0 = "disk 0 ([ds-1] web/web.vmdk) ";
    private static final String DISK_1 = "disk 1 ([ds-2] web/data.vmdk) ";
    private static final String NIC_1 = "NIC 1 (00:50:56:aa:00:02) ";

    @Test
    public void aFaithfulMigrationHasNoDifference() {
        assertThat(CheckRunner.differences(vm())).isEmpty();
    }

    @Test
    public void aDowntimeWithinItsLimitIsNoDifference() {
        assertThat(CheckRunner.differences(asked(e -> e.withMaxDowntime(Optional.of(Duration.ofMinutes(10))))))
                .isEmpty();
        assertThat(CheckRunner.differences(having(v -> v.withRunningSince(told(SampleVm.OFF)))))
                .isEmpty();
    }

    @Test
    public void whatIsTheSameIsCountedAndSaid() {
        assertThat(CheckRunner.vm(vm()))
                .filteredOn(f -> f.is(Verdict.SAME))
                .extracting(Finding::toString)
                .contains("web: memory is 4096 MiB (there)", "web: power state is Running (status.printableStatus)");
    }

    @Test
    public void cpusAreComparedByTheirPartsWhereTheSourceTellsThem() {
        assertThat(checks(having(v -> v.withSockets(told(8))))).containsExactly("cpu-sockets");
        assertThat(checks(having(v -> v.withSockets(told(4)).withCores(told(2)))))
                .containsExactly("cpu-sockets", "cpu-cores");
        VmFacts number = from(s -> s.withSockets(Fact.unknown("no topology")).withCores(Fact.unknown("no topology")));
        assertThat(CheckRunner.differences(number)).isEmpty();
        assertThat(CheckRunner.differences(
                        number.withDestination(Optional.of(SampleVm.migrated().withCores(told(3))))))
                .extracting(Finding::toString)
                .containsExactly("web: CPUs expected 8 (there), but was 6 (there)");
        assertThat(checks(having(v -> v.withSecureBoot(told(false))))).containsExactly("secure-boot");
    }

    @Test
    public void aLostOrDoubledNicIsCountedAndNamed() {
        assertThat(properties(having(v -> v.withNics(v.nics().subList(0, 1)))))
                .containsExactly("NIC count", "NIC 1 MAC");
        assertThat(CheckRunner.differences(having(v -> v.withNics(List.of()))))
                .extracting(d -> d.actual().text())
                .containsExactly("0", "no NIC", "no NIC");
        assertThat(CheckRunner.differences(having(v -> nic(v, 1, n -> n.withMac("00:50:56:aa:00:01")))))
                .extracting(d -> d.actual().text())
                .contains("2 NICs with it");
        assertThat(properties(from(s -> s.withNics(List.of())))).containsExactly("NIC count");
    }

    @Test
    public void aLostDiskIsCountedAndNoOtherIsTakenForIt() {
        assertThat(properties(having(v -> v.withDisks(v.disks().subList(0, 1)))))
                .containsExactly("disk count");
        assertThat(properties(having(v -> v.withDisks(v.disks().subList(1, 2)))))
                .containsExactly("disk count");
        assertThat(properties(from(s -> s.withDisks(s.disks().subList(0, 1)))))
                .containsExactly("tasks of step DiskTransfer", "disk count");
        assertThat(properties(from(s -> s.withDisks(List.of()))))
                .containsExactly("tasks of step DiskTransfer", "disk count");
    }

    @Test
    public void disksWithoutMarksAreTakenInTheirOrder() {
        VmFacts unmarked = having(v -> volume(volume(v, 0, d -> d.withDiskSource("")), 1, d -> d.withDiskSource("")));
        assertThat(CheckRunner.differences(unmarked)).isEmpty();
        VmFacts swapped = unmarked.withDestination(unmarked.destination()
                .map(v -> v.withDisks(List.of(v.disks().get(1), v.disks().get(0)))));
        assertThat(checks(swapped)).contains("disk-size", "storage-class", "boot-order");
    }

    @Test
    public void aVolumeMayBeKnownByItsName() {
        VmFacts named = from(s -> s.withDisks(
                List.of(s.disks().get(0).withIdentity("a"), s.disks().get(1).withIdentity("b"))));
        VmFacts swapped = named.withDestination(named.destination()
                .map(v -> v.withDisks(List.of(
                        v.disks().get(1).withName("vol-b"), v.disks().get(0).withName("a")))));
        assertThat(checks(swapped)).containsExactly("disk-order");
    }

    @Test
    public void aMissingClaimIsOneDifference() {
        assertThat(CheckRunner.differences(having(v -> disk(v, 1, d -> d.withVolume(Optional.empty())))))
                .extracting(Finding::property, d -> d.actual().text())
                .containsExactly(tuple("claim of volume vol-1", "no such claim"));
    }

    @Test
    public void aFileSystemMayAddItsOverhead() {
        assertThat(CheckRunner.differences(having(v -> volume(v, 1, d -> d.withRequestedBytes(told(6 * GIB))))))
                .isEmpty();
    }

    @Test
    public void aWindowsGuestWhoseRebootsAreWatchedRuns() {
        VmFacts off = from(s -> s.withPower(told(VmPower.OFF)));
        assertThat(checks(off.withExpected(off.expected().withRebootsWatched(true))))
                .isEmpty();
        assertThat(checks(off.withExpected(
                        off.expected().withVm(SampleVm.planVm().withTargetPowerState(TargetPowerState.ON)))))
                .isEmpty();
    }

    @Test
    public void aRenamedVmSaysWhatItWas() {
        VmFacts renamed = having(v -> v.withName("web2").withTemplateLabels(Map.of("app", "web2", "team", "a")));
        VmFacts expected = renamed.withExpected(renamed.expected().withName(new ExpectedName("web2", 0)));
        assertThat(properties(expected))
                .containsExactly(
                        "recorded name",
                        "owner of claim d0-abcde",
                        "owner of claim d1-fghij",
                        "annotation openshift.io/display-name",
                        "annotation original-ID");
    }

    @Test
    public void anUnconvertedGuestHasDevicesThatEveryGuestKnows() {
        VmFacts raw = asked(e ->
                e.withPlan(PlanSpecBuilder.builder().skipGuestConversion(true).build()));
        assertThat(properties(raw))
                .contains("steps", "input devices", DISK_0 + "bus", NIC_1 + "model", "label guestConverted")
                .hasSize(7);
        VmFacts fast = asked(e -> e.withPlan(PlanSpecBuilder.builder()
                .skipGuestConversion(true)
                .useCompatibilityMode(false)
                .build()));
        assertThat(properties(fast)).containsExactly("steps", "label guestConverted");
    }

    @Test
    public void affinityIsTheOneThatThePlanAsksFor() {
        var affinity =
                new AffinityBuilder().withNewNodeAffinity().endNodeAffinity().build();
        VmFacts wanted = asked(e -> e.withPlan(e.plan().withTargetAffinity(affinity)));
        assertThat(properties(wanted)).containsExactly("affinity");
        assertThat(properties(wanted.withDestination(
                        Optional.of(SampleVm.migrated().withAffinity(told(Serialization.asYaml(affinity)))))))
                .isEmpty();
    }

    private static List<String> checks(VmFacts vm) {
        return CheckRunner.differences(vm).stream()
                .map(Finding::check)
                .distinct()
                .toList();
    }

    private static List<String> properties(VmFacts vm) {
        return CheckRunner.differences(vm).stream().map(Finding::property).toList();
    }
}
