package mtv.check;

import mtv.check.compare.Check;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static mtv.check.SampleVm.GIB;
import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.disk;
import static mtv.check.SampleVm.from;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.told;
import static mtv.check.SampleVm.vm;
import static org.assertj.core.api.Assertions.assertThat;

/** Of a VM: what is only just wrong, what is only just right, and what its source type makes of it. */
public class VmEdgesTest {

    @DataProvider
    public Object[][] faults() {
        VmFacts untyped = reused().withDestination(vm().destination().map(v -> v.withInstanceType(told("large"))));
        return FaultCase.rows(
                new FaultCase<>(
                        vm().withUserStops(told(List.of("at eight: by Ann", "at nine: by Bob"))),
                        "user-stop",
                        "stop by a user",
                        "none (event 33)",
                        "at eight: by Ann, at nine: by Bob"),
                new FaultCase<>(bootable(1), "boot-order", "boot order", "[vol-1]", "[vol-0]"),
                new FaultCase<>(
                        reused().withSource(bootable(1).source()), "boot-order", "boot order", "[vol-1]", "[vol-0]"),
                new FaultCase<>(
                        untyped.withSource(untyped.source().withInstanceType(told("small"))),
                        "instance-type",
                        "instance type",
                        "small",
                        "large"),
                new FaultCase<>(
                        having(v -> v.withGuest(
                                Optional.of(new DestinationVm.Guest("Red Hat Enterprise Linux", told(Set.of()))))),
                        "guest-addresses",
                        "addresses",
                        "[192.0.2.1, 198.51.100.9, 2001:db8::1]",
                        "[]"),
                new FaultCase<>(
                        having(v -> v.withMemoryLimit(told(4 * GIB - 1))),
                        "memory-limit",
                        "memory limit",
                        "at least 4096 MiB",
                        "4294967295 bytes"),
                new FaultCase<>(
                        having(v -> v.withSockets(told(1)).withCores(told(2)))
                                .withSource(from(s -> s.withCpus(told(3))
                                                .withSockets(Fact.unknown("3 CPUs are not a multiple of 2 per socket"))
                                                .withCores(told(2)))
                                        .source()),
                        "cpus",
                        "CPUs with those that fill no socket",
                        "3",
                        "2"),
                new FaultCase<>(
                        having(v -> v.withSockets(told(1)).withCores(told(1)))
                                .withSource(from(s -> s.withCpus(told(3))
                                                .withSockets(Fact.unknown("3 CPUs are not a multiple of 2 per socket"))
                                                .withCores(told(2)))
                                        .source()),
                        "cpus",
                        "CPUs",
                        "3",
                        "1"),
                new FaultCase<>(
                        numbered().withDestination(vm().destination().map(v -> v.withThreads(told(2)))),
                        "cpus",
                        "CPUs",
                        "8",
                        "16"),
                new FaultCase<>(
                        having(v -> disk(v, 1, d -> d.withClaim(v.disks().get(0).claim()))),
                        "disk-claim",
                        "claims of the volumes",
                        "[d0-abcde]",
                        "[d0-abcde, d0-abcde]"));
    }

    @Test(dataProvider = "faults")
    public void whatIsOnlyJustWrongIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(
                CheckRunner.differences(fault.facts()).stream()
                        .filter(difference -> difference.check().equals(fault.check()))
                        .toList(),
                "web");
    }

    @Test
    public void aLimitThatJustSufficesIsNoDifference() {
        assertThat(CheckRunner.differences(having(v -> v.withMemoryLimit(told(4 * GIB)))))
                .isEmpty();
    }

    @Test
    public void aGuestWithoutAgentTellsNoAddresses() {
        VmFacts silent = having(v -> v.withAgentConnected(false)
                .withGuest(Optional.of(new DestinationVm.Guest("Red Hat Enterprise Linux", told(Set.of())))));
        assertThat(CheckRunner.vm(silent))
                .filteredOn(f -> f.check().equals("guest-addresses"))
                .extracting(Finding::toString)
                .containsExactly("web: addresses not comparable: the migrated guest does not tell its addresses");
    }

    @Test
    public void anApplianceIsConvertedAsAVsphereVmIs() {
        VmFacts appliance = asked(e -> e.withSource(SourceType.OVA));
        assertThat(said(appliance, "converted-label"))
                .containsExactly("web: label guestConverted is true (metadata.labels)");
        VmFacts raw = asked(e -> e.withSource(SourceType.OVA).withPlan(e.plan().withSkipGuestConversion(true)));
        assertThat(said(raw, "converted-label").get(0)).contains("expected false (skipGuestConversion of the Plan)");
        assertThat(said(raw, "disk-bus").get(0)).endsWith("bus is virtio (disk.bus)");
        VmFacts kept =
                asked(e -> e.withSource(SourceType.OVIRT).withPlan(e.plan().withSkipGuestConversion(true)));
        assertThat(said(kept, "disk-bus").get(0)).endsWith("bus is virtio (disk.bus)");
    }

    @Test
    public void aVmThatExistsSaysWhere() {
        assertThat(said(vm(), "existence"))
                .containsExactly("web: existence is VM target/web (VMs of the destination cluster)");
    }

    @Test
    public void anExpectedNameSaysWhereItComesFrom() {
        VmFacts named = asked(e -> e.withVm(e.vm().withTargetName("web")));
        assertThat(Stream.of(vm(), named).flatMap(vm -> CheckRunner.vm(vm).stream()))
                .filteredOn(f -> f.check().equals("vm-name"))
                .extracting(f -> f.expected().origin())
                .containsExactly("naming rules for web", "targetName of the Plan");
    }

    @DataProvider
    public Object[][] origins() {
        VmFacts detected = SampleVm.recording(status -> status.withDetectedBootDisk(1));
        VmFacts ignoring = asked(e -> e.withNetworks(Map.of("net-1", "ignored", "net-2", "target/bridge")));
        VmFacts direct =
                from(s -> s.withDisks(List.of(s.disks().get(0), s.disks().get(1).withDirect(true))));
        return new Object[][] {
            {vm(), "boot-order", "boot disk [ds-1] web/web.vmdk, the first disk"},
            {detected, "boot-order", "boot disk [ds-2] web/data.vmdk, detectedBootDisk of the VM in the Migration"},
            {bootable(1), "boot-order", "boot disk [ds-2] web/data.vmdk, boot disk of the source"},
            {
                asked(e -> e.withVm(e.vm().withRootDisk("/dev/sdb1"))),
                "boot-order",
                "boot disk [ds-2] web/data.vmdk, rootDisk of the Plan"
            },
            {vm(), "nic-count", "nics of the source"},
            {ignoring, "nic-count", "nics of the source without 1 on ignored networks"},
            {vm(), "disk-tasks", "disks of the source; there"},
            {direct, "disk-tasks", "disks of the source that are copied"},
            {vm(), "guest-addresses", "there, expected_addresses of the scenario"},
            {asked(e -> e.withAddresses(Set.of())), "guest-addresses", "there"},
            {from(s -> s.withAddresses(told(Map.of()))), "guest-addresses", "expected_addresses of the scenario"},
        };
    }

    @Test(dataProvider = "origins")
    public void whatIsExpectedSaysWhereItComesFrom(VmFacts vm, String check, String origin) {
        assertThat(CheckRunner.vm(vm))
                .filteredOn(f -> f.check().equals(check))
                .extracting(f -> f.expected().origin())
                .containsExactly(origin.split("; "));
    }

    @Test
    public void labelsOfTheTemplateSayWhoAskedForThem() {
        assertThat(said(having(v -> v.withTemplateLabels(Map.of())), "template-labels"))
                .containsExactly(
                        "web: template label app expected web (rule of MTV),"
                                + " but was none (spec.template.metadata.labels)",
                        "web: template label team expected a (targetLabels of the Plan),"
                                + " but was none (spec.template.metadata.labels)");
    }

    @Test
    public void theRecordedNameIsTheMigrations() {
        assertThat(said(SampleVm.recording(status -> status.withNewName("other")), "recorded-name"))
                .containsExactly("web: recorded name expected web (metadata.name of the VM),"
                        + " but was other (newName of the VM in the Migration)");
    }

    @Test
    public void aReportGivesTheFindingsOfOneCheck() {
        Report report = CheckRunner.of(List.of(vm()));
        for (Check<?> check : Checks.all()) {
            assertThat(report.of(check)).extracting(Finding::check).containsOnly(check.id());
        }
    }

    @Test
    public void aSideWithoutOriginIsItsText() {
        assertThat(new ReportedValue("", "").words()).isEmpty();
        assertThat(new ReportedValue("4", "cpu.cores").words()).isEqualTo("4 (cpu.cores)");
        assertThat(CheckRunner.of(List.of(vm())).of(Verdict.NOT_COMPARABLE))
                .allMatch(f -> f.actual().words().isEmpty());
    }

    private static List<String> said(VmFacts vm, String check) {
        return CheckRunner.vm(vm).stream()
                .filter(finding -> finding.check().equals(check))
                .map(Finding::toString)
                .toList();
    }

    /** A VM of OpenShift, whose specification MTV takes over. */
    private static VmFacts reused() {
        return asked(e -> e.withSource(SourceType.OPENSHIFT));
    }

    /** Whose source tells the number of its CPUs alone. */
    private static VmFacts numbered() {
        UnaryOperator<SourceVm> number = s -> s.withSockets(Fact.unknown("no topology"))
                .withCores(Fact.unknown("no topology"))
                .withThreads(Fact.unknown("no topology"));
        return from(number);
    }

    /** Whose source boots from this disk alone. */
    private static VmFacts bootable(int disk) {
        return from(s -> s.withDisks(List.of(
                s.disks().get(0).withBootable(told(disk == 0)), s.disks().get(1).withBootable(told(disk == 1)))));
    }
}
