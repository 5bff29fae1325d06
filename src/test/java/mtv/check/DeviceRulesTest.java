package mtv.check;

import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static mtv.check.CheckRunner.said;
import static mtv.check.SampleVm.disk;
import static mtv.check.SampleVm.from;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.nic;
import static mtv.check.SampleVm.told;
import static org.assertj.core.api.Assertions.assertThat;

/** What the source's type, MTV's release and the Plan make of a VM's devices: the first that a check says of them. */
public class DeviceRulesTest {

    private static final Fact<String> NONE = Fact.unknown("serial is empty");
    private static final String DISK = "disk 0 ([ds-1] web/web.vmdk) ";
    private static final String NIC = "NIC 0 (00:50:56:AA:00:01) ";

    @DataProvider
    public Object[][] disks() {
        DiskOptions lun = DiskOptions.ofSerial(told("s"))
                .withDevice(told("lun"))
                .withCache(told("none"))
                .withReserved(told(true))
                .withErrorPolicy(told("report"));
        VmFacts reused = of(SourceType.OPENSHIFT, lun, DiskOptions.ofSerial(told("s")));
        VmFacts shared = from(s -> s.withDisks(List.of(s.disks().get(0).withShared(told(true)))));
        return new Object[][] {
            {of(SourceType.OVIRT, serial("a_b"), serial("a_b")), "disk-serial", DISK + "serial is a_b"},
            {of(SourceType.OVIRT, serial("a_b"), serial("ab")), "disk-serial", DISK + "serial expected a_b"},
            {of(SourceType.OPENSHIFT, serial("a_b"), serial("a_b")), "disk-serial", DISK + "serial is a_b"},
            {of(SourceType.OPENSTACK, serial("a_b"), serial("ab")), "disk-serial", DISK + "serial is ab"},
            {
                of(SourceType.VSPHERE, serial("a_b"), serial("a_b")),
                "disk-serial",
                "serial expected ab (there a_b of the source), but was a_b (there)"
            },
            {of(SourceType.VSPHERE, serial("_"), serial("x")), "disk-serial", DISK + "serial is x"},
            {of(SourceType.OVA, serial("_"), serial("x")), "disk-serial", DISK + "serial is x"},
            {of(SourceType.HYPERV, serial("_"), serial("x")), "disk-serial", DISK + "serial is x"},
            {
                of(SourceType.OVIRT, DiskOptions.ofSerial(NONE), serial("x")),
                "disk-serial",
                DISK + "serial not comparable: serial is empty"
            },
            {
                of(
                        SourceType.VSPHERE,
                        DiskOptions.ofSerial(NONE),
                        DiskOptions.ofSerial(Fact.unreadable("serial is 1"))),
                "disk-serial",
                DISK + "serial expected one that MTV makes"
            },
            {
                before(of(SourceType.VSPHERE, serial("a"), serial("a"))),
                "disk-serial",
                DISK + "serial not comparable: MTV carries it since 2.13"
            },
            {
                before(of(SourceType.VSPHERE, serial("a"), serial("b"))),
                "disk-serial",
                DISK + "serial expected a (there), but was b"
            },
            {
                before(of(SourceType.VSPHERE, serial("a"), DiskOptions.ofSerial(Fact.unreadable("serial is 1")))),
                "disk-serial",
                DISK + "serial expected a (there), but was unreadable"
            },
            {reused, "disk-device", DISK + "device expected lun"},
            {reused, "disk-device", DISK + "reservation expected true"},
            {reused, "disk-device", DISK + "error policy expected report"},
            {reused, "disk-cache", DISK + "cache expected none"},
            {
                of(SourceType.VSPHERE, serial("a"), serial("a").withCache(told("none"))),
                "disk-cache",
                DISK + "cache expected KubeVirt's choice"
            },
            {
                shared.withExpected(SampleVm.expected().withSource(SourceType.OVIRT)),
                "disk-cache",
                DISK + "cache is KubeVirt's choice"
            },
            {
                from(s -> s.withDisks(List.of(s.disks().get(0).withRawDevice(true)))),
                "disk-device",
                DISK + "device is disk"
            },
            {
                from(s -> s.withDisks(List.of(s.disks().get(0).withDirect(true)))),
                "disk-device",
                DISK + "device expected lun (rule of MTV)"
            },
            {shared, "disk-device", DISK + "error policy is none"},
        };
    }

    @DataProvider
    public Object[][] pairs() {
        VmFacts foreign = having(v -> SampleVm.volume(v, 0, volume -> volume.withDiskSource("[ds-9] odd.vmdk")));
        return new Object[][] {
            {foreign, "disk-bus", "no volume of the migrated VM is known to be this disk: none has its identity"},
            {
                having(v -> v.withDisks(v.disks().subList(0, 1))),
                "disk-bus",
                "since 1 of the source and 0 of the migrated VM are left; disk-count tells it"
            },
            {
                having(v -> disk(
                        SampleVm.volume(v, 1, volume -> volume.withDiskSource("[ds-1] web/web.vmdk")),
                        1,
                        d -> d.withClaim(v.disks().get(0).claim()))),
                "disk-bus",
                "none has its identity; disk-claim tells it"
            },
            {
                having(v -> disk(v, 0, d -> d.withVolume(Optional.empty()).withName("vol-[ds-1] web/web.vmdk"))),
                "storage-class",
                DISK + "storage class not comparable: claim d0-abcde does not exist"
            },
            {
                having(v -> v.withDisks(List.of())),
                "disk-claim",
                "claims of the volumes not comparable: the migrated VM has no volume with a claim"
            },
            {
                having(v -> v.withSecondClaims(Fact.unknown("no claim says what it was copied from"))),
                "stray-claims",
                "second claims not comparable: no claim says what it was copied from"
            },
            {
                from(s -> s.withUncopied(List.of("an independent disk", "a raw device"))),
                "disk-count",
                "disk count expected 4 (disks of the source, with an independent disk, a raw device), but was 2"
            },
            {
                from(s -> s.withDisks(List.of(s.disks().get(0).withDirect(true)))),
                "claim-name",
                "claim name not comparable: the template is of disks that are copied"
            },
            {
                from(s -> s.withDisks(List.of())),
                "boot-order",
                "boot order not comparable: no volume of the migrated VM is known to be the boot disk"
            },
        };
    }

    @DataProvider
    public Object[][] bootDisks() {
        UnaryOperator<DestinationVm> unordered = v -> disk(v, 0, d -> d.withBootOrder(told(0)));
        VmFacts silent = having(unordered).withExpected(SampleVm.expected().withSource(SourceType.OVA));
        return new Object[][] {
            {silent, "boot order is [vol-0] (the first disk, since none has a bootOrder)"},
            {
                silent.withExpected(silent.expected().withSource(SourceType.OVIRT)),
                "boot order is [vol-0] (the first disk, since none has a bootOrder)"
            },
            {
                silent.withExpected(silent.expected().withSource(SourceType.VSPHERE)),
                "boot order expected [vol-0] (boot disk [ds-1] web/web.vmdk, the first disk), but was []"
            },
            {
                silent.withExpected(silent.expected().withVm(SampleVm.planVm().withRootDisk("/dev/sda"))),
                "boot order expected [vol-0] (boot disk [ds-1] web/web.vmdk, rootDisk of the Plan), but was []"
            },
            {
                silent.withSource(bootable(SampleVm.source())),
                "boot order expected [vol-0] (boot disk [ds-1] web/web.vmdk, boot disk of the source), but was []"
            },
            {
                SampleVm.recording(status -> status.withDetectedBootDisk(0)),
                "boot order is [vol-0] (disks with bootOrder 1)"
            },
        };
    }

    @DataProvider
    public Object[][] nics() {
        VmFacts unplugged = from(s -> s.withNics(List.of(s.nics().get(0).withConnected(told(false)))));
        return new Object[][] {
            {
                before(having(v -> nic(v, 0, n -> n.withPciAddress(told("0000:0c:00.0"))))),
                "nic-pci-address",
                NIC + "PCI address expected 0000:0b:00.0"
            },
            {
                before(having(v -> nic(v, 0, n -> n.withPciAddress(Fact.unreadable("pciAddress is 1"))))),
                "nic-pci-address",
                NIC + "PCI address expected 0000:0b:00.0 (there), but was unreadable"
            },
            {
                before(having(v -> nic(v, 0, n -> n.withPciAddress(Fact.unknown("pciAddress is empty")))))
                        .withExpected(
                                SampleVm.expected().withMtv(told("2.12.5")).withSource(SourceType.OPENSHIFT)),
                "nic-pci-address",
                NIC + "PCI address expected 0000:0b:00.0 (there), but was nothing"
            },
            {unplugged, "nic-link", NIC + "link stays unplugged expected down (there of the source), but was up"},
            {before(unplugged), "nic-link", NIC + "link stays unplugged not comparable: MTV carries it since 2.13"},
            {
                before(unplugged.withDestination(having(v -> nic(v, 0, n -> n.withUp(told(false))))
                        .destination())),
                "nic-link",
                NIC + "link stays unplugged is down"
            },
            {
                before(having(v -> nic(v, 0, n -> n.withUp(told(false))))),
                "nic-link",
                NIC + "link expected up (rule of MTV), but was down"
            },
            {
                from(s -> s.withNics(List.of(s.nics().get(0).withBinding(told("sriov"))))),
                "nic-binding",
                NIC + "binding expected sriov (there), but was masquerade"
            },
            {
                from(s -> s.withNics(List.of(s.nics().get(0), s.nics().get(1).withPassThrough(true)))),
                "nic-binding",
                "NIC 1 (00:50:56:aa:00:02) binding expected sriov (rule of MTV), but was bridge"
            },
            {
                having(v -> v.withNics(List.of(
                        v.nics().get(1), v.nics().get(0), v.nics().get(0).withMac("02:00:00:00:00:09")))),
                "nic-order",
                "NIC order expected [00:50:56:aa:00:01, 00:50:56:aa:00:02] (nics of the source), but was"
                        + " [00:50:56:aa:00:02, 00:50:56:aa:00:01]"
            },
        };
    }

    @Test(dataProvider = "disks")
    public void whatADiskIsGoesByItsSource(VmFacts vm, String check, String said) {
        assertThat(said(vm, check)).anyMatch(words -> words.contains(said), said);
    }

    @Test(dataProvider = "pairs")
    public void aDiskWithoutCounterpartSaysWhy(VmFacts vm, String check, String said) {
        assertThat(said(vm, check)).anyMatch(words -> words.contains(said), said);
    }

    @Test(dataProvider = "bootDisks")
    public void whatBootsGoesByPlanSourceAndInspection(VmFacts vm, String said) {
        assertThat(said(vm, "boot-order")).singleElement().asString().contains(said);
    }

    @Test(dataProvider = "nics")
    public void whatANicIsGoesByItsSourceAndTheRelease(VmFacts vm, String check, String said) {
        assertThat(said(vm, check)).anyMatch(words -> words.contains(said), said);
    }

    private static DiskOptions serial(String serial) {
        return DiskOptions.ofSerial(told(serial)).withReserved(told(false)).withDevice(told("disk"));
    }

    /** A VM whose first disk is so on either side. */
    private static VmFacts of(SourceType type, DiskOptions source, DiskOptions migrated) {
        return from(s -> s.withDisks(
                        List.of(s.disks().get(0).withOptions(source), s.disks().get(1))))
                .withExpected(SampleVm.expected().withSource(type))
                .withDestination(
                        having(v -> disk(v, 0, d -> d.withOptions(migrated))).destination());
    }

    /** By a release that carries none of it. */
    private static VmFacts before(VmFacts vm) {
        return vm.withExpected(vm.expected().withMtv(told("2.12.5")));
    }

    private static SourceVm bootable(SourceVm vm) {
        return vm.withDisks(List.of(
                vm.disks().get(0).withBootable(told(true)), vm.disks().get(1).withBootable(told(false))));
    }
}
