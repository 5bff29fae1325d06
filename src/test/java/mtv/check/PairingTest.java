package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static mtv.check.SampleVm.disk;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.nic;
import static mtv.check.SampleVm.told;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices whose identity one side does not tell are found by their order, or not compared: never silently the same. */
public class PairingTest {

    private static final UnaryOperator<SourceVm> WITHOUT_MACS =
            vm -> vm.withNics(vm.nics().stream().map(nic -> nic.withMac("")).toList());

    private static VmFacts anonymous(UnaryOperator<DestinationVm> change) {
        return change(having(change), WITHOUT_MACS);
    }

    private static VmFacts change(VmFacts vm, UnaryOperator<SourceVm> source) {
        return vm.withSource(source.apply(vm.source()));
    }

    @DataProvider
    public Object[][] faults() {
        return FaultCase.rows(
                new FaultCase<>(
                        anonymous(v -> nic(v, 1, n -> n.withNetwork("other/bridge"))),
                        "nic-network",
                        "NIC 1 network",
                        "target/bridge",
                        "other/bridge"),
                new FaultCase<>(
                        anonymous(v -> nic(v, 0, n -> n.withModel("e1000"))),
                        "nic-model",
                        "NIC 0 model",
                        "virtio",
                        "e1000"),
                new FaultCase<>(
                        anonymous(v -> v.withNics(v.nics().subList(0, 1))), "nic-count", "NIC count", "2", "1"));
    }

    @Test(dataProvider = "faults")
    public void nicsWithoutMacsAreComparedInTheirOrder(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @Test
    public void theOrderOfNicsWithoutMacsIsNotComparable() {
        assertThat(said(anonymous(v -> v), "nic-order"))
                .containsExactly(
                        "web: NIC order not comparable: fewer than two NICs are known by their MACs on both sides");
    }

    @Test
    public void nicsWithoutMacsOfDifferentNumbersAreNotComparable() {
        assertThat(said(anonymous(v -> v.withNics(v.nics().subList(0, 1))), "nic-network"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .endsWith("nothing identifies it, and its order does not, since 2 of the source and 1 of the"
                                + " migrated VM are left"));
    }

    @Test
    public void aNicWithoutAMacBesideOneThatHasOneIsTheOneThatIsLeft() {
        UnaryOperator<SourceVm> first = vm ->
                vm.withNics(List.of(vm.nics().get(0).withMac(""), vm.nics().get(1)));
        VmFacts swapped =
                change(having(v -> v.withNics(List.of(v.nics().get(1), v.nics().get(0)))), first);
        assertThat(CheckRunner.differences(swapped)).isEmpty();
        VmFacts wrong = change(having(v -> nic(v, 0, n -> n.withNetwork("target/bridge"))), first);
        assertThat(CheckRunner.differences(wrong)).extracting(Finding::property).contains("NIC 0 network");
    }

    @Test
    public void aNicWhoseMacIsNowhereIsNotComparableBesideTheDifference() {
        VmFacts other = having(v -> nic(v, 0, n -> n.withMac("02:00:00:00:00:09")));
        assertThat(said(other, "nic-network"))
                .contains("web: NIC 0 (00:50:56:AA:00:01) network not comparable:"
                        + " no NIC of the migrated VM is known to be this one: none has its identity");
    }

    @Test
    public void twoNicsOfOneMacAreTwo() {
        VmFacts twice = change(
                having(v -> nic(v, 1, n -> n.withMac(v.nics().get(0).mac()))),
                vm -> vm.withNics(List.of(
                        vm.nics().get(0),
                        vm.nics().get(1).withMac(vm.nics().get(0).mac()))));
        assertThat(said(twice, "nic-network"))
                .extracting(text -> text.replaceAll(".* network is ", ""))
                .containsExactly("pod (template.spec.networks)", "target/bridge (template.spec.networks)");
    }

    @Test
    public void macsInOtherNotationsAreTheSame() {
        VmFacts dashed = change(
                having(v -> v),
                vm -> vm.withNics(vm.nics().stream()
                        .map(n -> n.withMac(n.mac().replace(':', '-')))
                        .toList()));
        assertThat(CheckRunner.differences(dashed)).isEmpty();
        assertThat(said(dashed, "nic-order").get(0)).contains("NIC order is [");
    }

    @Test
    public void volumesThatDoNotSayOfWhichDiskTheyAreAreComparedInTheirOrder() {
        UnaryOperator<DestinationVm> silent =
                v -> SampleVm.volume(SampleVm.volume(v, 0, d -> d.withDiskSource("")), 1, d -> d.withDiskSource(""));
        assertThat(CheckRunner.differences(having(silent))).isEmpty();
        assertThat(said(having(silent), "disk-order"))
                .containsExactly("web: disk order not comparable: fewer than two volumes say of which disk they are");
        VmFacts wrong = having(v -> disk(silent.apply(v), 1, d -> d.withBus("sata")));
        assertThat(CheckRunner.differences(wrong))
                .extracting(Finding::property)
                .containsExactly("disk 1 ([ds-2] web/data.vmdk) bus");
        VmFacts fewer =
                having(v -> silent.apply(v).withDisks(silent.apply(v).disks().subList(0, 1)));
        assertThat(said(fewer, "disk-bus"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .contains("not comparable: no volume of the migrated VM is known to be this disk"));
    }

    @Test
    public void nothingIsTheSameAsNothing() {
        VmFacts bare = change(
                having(v -> v.withNics(List.of())
                        .withDisks(List.of())
                        .withSecondClaims(Fact.unknown("no claim of the VM says what it was copied from"))),
                vm -> vm.withNics(List.of()).withDisks(List.of()));
        assertThat(CheckRunner.vm(bare))
                .filteredOn(finding -> finding.is(Verdict.SAME))
                .filteredOn(finding -> finding.expected().text().equals("[]"))
                .extracting(Finding::check)
                .isEmpty();
    }

    @Test
    public void whatTellsNothingAfterwardsIsNotOff() {
        VmFacts silent = having(v -> v);
        VmFacts after = silent.withAfter(Optional.of(silent.source().withPower(Fact.unknown("status is empty"))));
        assertThat(said(after, "source-power"))
                .containsExactly("web: source power not comparable: status is empty after the migration");
    }

    @Test
    public void addressesAreComparedAsSuch() {
        VmFacts spelt = change(
                having(v -> v.withGuest(Optional.of(new DestinationVm.Guest(
                        "Red Hat Enterprise Linux",
                        told(Set.of("::ffff:192.0.2.1", "2001:DB8:0:0::1/64", "198.51.100.9", "fe80::1%eth0")),
                        v.guest().orElseThrow().visit())))),
                vm -> vm.withAddresses(told(Map.of(
                        "192.0.2.1/24", "00-50-56-AA-00-02",
                        "2001:db8:0::1", "0050.56aa.0002",
                        "FE80::1%eth0", "00:50:56:aa:00:02",
                        "172.17.0.1", "02:42:00:00:00:01"))));
        assertThat(CheckRunner.differences(spelt)).isEmpty();
        assertThat(said(spelt, "guest-addresses"))
                .anySatisfy(text ->
                        assertThat(text).contains("addresses is [192.0.2.1, 198.51.100.9, 2001:db8::1, fe80::1]"))
                .contains("web: address 172.17.0.1 not comparable: it is on none of the VM's NICs");
    }

    private static List<String> said(VmFacts vm, String check) {
        return CheckRunner.vm(vm).stream()
                .filter(finding -> finding.check().equals(check))
                .map(Finding::toString)
                .toList();
    }
}
