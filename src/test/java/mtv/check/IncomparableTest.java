package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.VmFacts;
import mtv.model.TargetPowerState;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVmBuilder;
import mtv.vm.VmPower;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.from;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.told;
import static mtv.check.SampleVm.vm;
import static org.assertj.core.api.Assertions.assertThat;

/** What cannot be compared is counted and says why: it is never silently passed. */
public class IncomparableTest {

    @Test
    public void whatOneSideDoesNotTellIsNotComparableAndSaysWhy() {
        VmFacts silent = from(s -> SourceVmBuilder.builder()
                .id(s.id())
                .name(s.name())
                .power(s.power())
                .guestOs("")
                .disks(List.of())
                .nics(List.of())
                .build());
        List<Finding> findings = CheckRunner.vm(silent);
        assertThat(findings).filteredOn(f -> f.is(Verdict.NOT_COMPARABLE)).hasSizeGreaterThan(15);
        assertThat(findings)
                .filteredOn(f -> f.property().equals("memory"))
                .extracting(Finding::toString)
                .containsExactly("web: memory not comparable: the source's inventory does not tell it");
    }

    private static VmFacts visited(Fact<DestinationVm.Visit> visit) {
        return having(v -> v.withGuest(v.guest().map(guest -> guest.visited(visit))));
    }

    @DataProvider
    public Object[][] vms() {
        return new Object[][] {
            {vm().withAfter(Optional.empty()), "source-power", "the inventory does not show the VM any more"},
            {vm().withUserStops(Fact.unknown("no permission")), "user-stop", "no permission"},
            {from(s -> s.withPower(told(VmPower.OFF))), "downtime", "the source did not run"},
            {
                asked(e -> e.withVm(e.vm().withTargetPowerState(TargetPowerState.OFF))),
                "downtime",
                "the VM is to stay off"
            },
            {vm().withSourceOff(Fact.unknown("no time")), "downtime", "no time"},
            {having(v -> v.withRunningSince(Fact.unknown("it does not run"))), "downtime", "it does not run"},
            {vm().withAfter(Optional.empty()), "snapshots", "the inventory does not show the VM any more"},
            {
                from(s -> s.withPower(Fact.unknown("a file has no power")))
                        .withDestination(Optional.of(SampleVm.migrated().withPrintableStatus("Stopped"))),
                "source-power",
                "a file has no power"
            },
            {
                asked(e -> e.withVm(e.vm().withInstanceType("small"))),
                "memory",
                "the Plan gives the VM instance type small"
            },
            {having(v -> v.withSecureBoot(told(false)).withSmm(told(false))), "smm", "the VM has no secure boot"},
            {asked(e -> e.withVmwareSerial(Fact.unknown("no release"))), "serial", "no release"},
            {asked(e -> e.withAgent(false)), "guest-agent", "the scenario does not ask for one"},
            {having(v -> v.withGuest(Optional.empty())), "guest-os", "the guest does not tell"},
            {having(v -> v.withGuest(Optional.empty())), "ssh-login", "the guest does not run"},
            {having(v -> v.withGuest(Optional.empty())), "boot-id", "nobody logged in"},
            {visited(Fact.unknown("check_ssh is false")), "ssh-login", "check_ssh is false"},
            {visited(Fact.unknown("check_ssh is false")), "boot-id", "nobody logged in"},
            {visited(told(DestinationVm.Visit.refused("root", "closed"))), "boot-id", "nobody logged in"},
            {from(s -> s.withGuestOs("windows2019srv_64Guest")), "boot-id", "Windows has none"},
            {
                having(v -> v.withGuest(Optional.empty())),
                "guest-addresses",
                "the migrated guest does not tell its addresses"
            },
            {
                asked(e -> e.withAddresses(Set.of()).withPlan(e.plan().withPreserveStaticIPs(false))),
                "guest-addresses",
                "no static address is known, or the Plan does not keep them"
            },
        };
    }

    @DataProvider
    public Object[][] devices() {
        return new Object[][] {
            {asked(e -> e.withClaims(Fact.unknown("no template"))), "claim-name", "no template"},
            {asked(e -> e.withProfiles(Map.of())), "access-mode", "StorageProfile fast says nothing"},
            {asked(e -> e.withStorages(Map.of())), "volume-mode", "the StorageMap does not have ds-1"},
            {
                from(s -> s.withDisks(List.of(
                        s.disks().get(0).withCapacityBytes(Fact.unknown("capacity is zero")),
                        s.disks().get(1)))),
                "disk-size",
                "capacity is zero"
            },
            {
                from(s ->
                        s.withNics(List.of(s.nics().get(0).withMac(""), s.nics().get(1)))),
                "nic-mac",
                "the source names none"
            },
            {
                asked(e -> e.withSource(SourceType.OPENSHIFT)),
                "converted-label",
                "guests of this source are not converted"
            },
            {
                asked(e -> e.withSource(SourceType.OPENSHIFT)),
                "boot-order",
                "the source VM has none, and MTV reuses its specification"
            },
            {
                asked(e -> e.withSource(SourceType.OPENSHIFT)),
                "hugepages",
                "MTV reuses the specification of an OpenShift VM"
            },
            {vm(), "affinity", "the Plan asks for none"},
            {vm(), "tpm-state", "the source VM has no TPM"},
            {
                asked(e -> e.withVm(e.vm().withInstanceType("small"))),
                "cpu-features",
                "the Plan gives the VM instance type small"
            },
            {
                from(s -> s.withTags(Fact.unknown("no vCenter"))), "source-tags", "no vCenter",
            },
            {
                from(s -> s.withTags(told(Map.of())).withAttributes(told(Map.of()))),
                "source-tags",
                "the source VM has none that MTV takes over"
            },
            {asked(e -> e.withMtv(told("2.11.3"))), "source-tags", "MTV carries it since 2.12, and this is 2.11.3"},
            {
                asked(e -> e.withMtv(Fact.unknown("MTV does not tell its release")))
                        .withDestination(Optional.of(SampleVm.nic(
                                SampleVm.migrated(), 0, n -> n.withPciAddress(Fact.unknown("pciAddress is empty"))))),
                "nic-pci-address",
                "MTV carries it since 2.13, and MTV does not tell its release"
            },
            {
                asked(e -> e.withMtv(told("2.12.5")))
                        .withDestination(Optional.of(SampleVm.disk(
                                SampleVm.migrated(),
                                0,
                                d -> d.withOptions(d.options().withSerial(Fact.unknown("serial is empty")))))),
                "disk-serial",
                "MTV carries it since 2.13, and this is 2.12.5"
            },
            {
                asked(e -> e.withMtv(told("main")))
                        .withSource(SampleVm.source()
                                .withNics(SampleVm.source().nics().stream()
                                        .map(nic -> nic.withConnected(told(false)))
                                        .toList())),
                "nic-link",
                "MTV carries it since 2.13, and main is no release"
            },
            {vm(), "original-name", "the VM keeps its name"},
        };
    }

    @Test(dataProvider = "vms")
    public void whatOfAVmCannotBeComparedSaysWhy(VmFacts vm, String check, String why) {
        assertThat(CheckRunner.vm(vm))
                .filteredOn(f -> f.check().equals(check) && f.is(Verdict.NOT_COMPARABLE))
                .extracting(Finding::note)
                .contains(why);
    }

    @Test(dataProvider = "devices")
    public void whatOfADeviceCannotBeComparedSaysWhy(VmFacts vm, String check, String why) {
        assertThat(CheckRunner.vm(vm))
                .filteredOn(f -> f.check().equals(check) && f.is(Verdict.NOT_COMPARABLE))
                .extracting(Finding::note)
                .contains(why);
    }
}
