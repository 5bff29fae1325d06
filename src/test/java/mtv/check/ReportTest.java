package mtv.check;

import mtv.check.compare.Check;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.VmFacts;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import org.testng.annotations.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

public class ReportTest {

    @Test
    public void everyCheckHasANameOfItsOwnAndSaysWhatItCompares() {
        Set<String> ids = new HashSet<>();
        for (Check<?> check : Checks.all()) {
            assertThat(check.id()).matches("[a-z][a-z-]+[a-z]");
            assertThat(ids.add(check.id())).as(check.id()).isTrue();
            assertThat(check.compares()).matches("[A-Z].{10,}\\.");
        }
        assertThat(ids).hasSizeGreaterThan(60);
    }

    @Test
    public void everyCheckLeavesATrace() {
        Report report = CheckRunner.of(List.of(SampleVm.vm()));
        for (Check<?> check : Checks.all()) {
            assertThat(report.of(check)).as(check.id()).isNotEmpty();
        }
    }

    @Test
    public void differencesAreToldVmByVm() {
        VmFacts web = SampleVm.having(vm -> vm.withSockets(SampleVm.told(9)).withTpm(SampleVm.told(true)));
        VmFacts twin = web.withSource(web.source().withId("vm-2"));
        VmFacts db = twin.withSource(twin.source().withName("db"))
                .withDestination(twin.destination()
                        .map(vm -> vm.withAnnotations(Map.of(
                                "openshift.io/display-name",
                                "db",
                                "original-ID",
                                "vm-2",
                                "vsphere.forklift.konveyor.io/Owner_Team",
                                "a & b"))));
        Report report = CheckRunner.of(List.of(web, db));
        assertThat(report.describe().lines().map(line -> line.replaceAll(" expected.*", "")))
                .containsExactly(
                        "4 differences between source and destination:",
                        "  web: CPU sockets",
                        "  web: TPM",
                        "  db: CPU sockets",
                        "  db: TPM");
        assertThat(report.counts())
                .matches("\\d+ the same, 4 different, \\d+ not comparable.*")
                .doesNotContain("skipped", "deviating");
        assertThat(CheckRunner.of(List.of(SampleVm.vm())).counts()).contains(" the same, 0 different, ");
    }

    @Test
    public void oneDifferenceIsOne() {
        assertThat(CheckRunner.of(List.of(SampleVm.having(vm -> vm.withTpm(SampleVm.told(true)))))
                        .describe())
                .isEqualTo("1 difference between source and destination:" + System.lineSeparator()
                        + "  web: TPM expected false (there), but was true (there)");
    }

    @Test
    public void aMissingVmIsNotComparedFurther() {
        assertThat(CheckRunner.of(List.of(SampleVm.vm().withDestination(Optional.empty())))
                        .findings())
                .filteredOn(f -> f.subject().equals("web"))
                .extracting(Finding::check)
                .doesNotContain("memory");
    }

    @Test
    public void aSkippedCheckIsNotAskedAndSaysWhy() {
        Report report = agreed(new AcceptedDifferences(SourceType.VSPHERE, Map.of("tpm", "no TPM here"), List.of()));
        assertThat(report.differences()).isEmpty();
        assertThat(report.of(Verdict.SKIPPED))
                .extracting(Finding::toString)
                .containsExactly("all VMs: tpm skipped: no TPM here");
    }

    @Test
    public void aSkippedCheckOfTheRunIsAboutTheRun() {
        Report report = agreed(new AcceptedDifferences(SourceType.VSPHERE, Map.of("durations", "no clock"), List.of()));
        assertThat(report.of(Verdict.SKIPPED))
                .extracting(Finding::toString)
                .containsExactly("the run: durations skipped: no clock");
    }

    @Test
    public void aKnownDeviationIsNoDifference() {
        Report report = agreed(agreement("tpm", "TP", Set.of(SourceType.VSPHERE)));
        assertThat(report.differences()).isEmpty();
        assertThat(report.of(Verdict.DEVIATES))
                .extracting(Finding::toString)
                .containsExactly("web: TPM expected false (there), but was true (there), as is known: so it is");
        assertThat(agreed(agreement("tpm", "", Set.of())).differences()).isEmpty();
    }

    @Test
    public void aDeviationCoversNothingElse() {
        assertThat(agreed(agreement("smm", "", Set.of())).differences()).hasSize(1);
        assertThat(agreed(agreement("tpm", "SMM", Set.of())).differences()).hasSize(1);
        assertThat(agreed(agreement("tpm", "", Set.of(SourceType.OVA))).differences())
                .hasSize(1);
    }

    @Test
    public void mtvsOwnDeviationsNameChecksThatExist() {
        Set<String> ids = new HashSet<>();
        Checks.all().forEach(check -> ids.add(check.id()));
        assertThat(AcceptedDifferences.known()).isNotEmpty().allSatisfy(deviation -> {
            assertThat(ids).contains(deviation.check());
            assertThat(deviation.because()).isNotEmpty();
        });
        assertThat(AcceptedDifferences.of(SourceType.OPENSTACK, Map.of(), List.of(), List.of())
                        .deviations())
                .contains(new KnownDeviation(
                        "nic-order",
                        "",
                        Set.of(SourceType.OPENSTACK),
                        "MTV goes through a VM's networks in no particular order"));
    }

    @Test
    public void whatNothingAllowsNotToBeComparableIsRed() {
        VmFacts silent = SampleVm.from(s -> s.withMemoryBytes(Fact.unknown("memoryMB is zero")));
        assertThat(told(silent, List.of()))
                .containsExactly("web: memory not comparable: memoryMB is zero; neither not_comparable of the scenario"
                        + " nor MTV's own list allows it");
        assertThat(told(silent, List.of(gap("memory", "memoryMB is .*")))).isEmpty();
        assertThat(told(silent, List.of(gap("memory", "memoryMB is")))).hasSize(1);
        assertThat(told(silent, List.of(gap("cpus", "memoryMB is .*")))).hasSize(1);
    }

    @Test
    public void aSourceThatCannotBeReadIsAllowedByNoRowOfMtvs() {
        VmFacts odd = SampleVm.from(s -> s.withMemoryBytes(Fact.unreadable("memoryMB is {}, not a quantity")));
        assertThat(told(odd, AcceptedDifferences.knownGaps()))
                .hasSize(1)
                .allSatisfy(text -> assertThat(text)
                        .startsWith("web: memory not comparable: it cannot be read: memoryMB is {}, not a quantity"));
        assertThat(told(odd, List.of(gap("memory", "(?s).*")))).isEmpty();
    }

    private static AllowedGap gap(String check, String why) {
        return new AllowedGap(check, "", Set.of(), why, "so it is");
    }

    /** What is red of the check memory. */
    private static List<String> told(VmFacts vm, List<AllowedGap> gaps) {
        AcceptedDifferences accepted =
                new AcceptedDifferences(SourceType.VSPHERE, Map.of(), List.of(), Optional.of(gaps));
        return Checks.compare(new MigrationFacts(List.of(vm), SampleRun.warm()), accepted).differences().stream()
                .filter(finding -> finding.check().equals("memory"))
                .map(Finding::toString)
                .toList();
    }

    @Test
    public void whatMtvAllowsNotToBeComparableNamesChecksAndReasons() {
        assertThat(AcceptedDifferences.knownGaps()).hasSizeGreaterThan(50).allSatisfy(gap -> {
            assertThat(Checks.ids()).contains(gap.check());
            assertThat(gap.because()).isNotEmpty();
            assertThat(gap.why().matcher("it cannot be read: x").matches())
                    .as("%s allows what cannot be read", gap)
                    .isFalse();
        });
    }

    private static AcceptedDifferences agreement(String check, String property, Set<SourceType> sources) {
        return new AcceptedDifferences(
                SourceType.VSPHERE, Map.of(), List.of(new KnownDeviation(check, property, sources, "so it is")));
    }

    /** Of a VM with a TPM that its source has not. */
    private static Report agreed(AcceptedDifferences agreement) {
        VmFacts vm = SampleVm.having(v -> v.withTpm(SampleVm.told(true)));
        return Checks.compare(new MigrationFacts(List.of(vm), SampleRun.warm()), agreement);
    }
}
