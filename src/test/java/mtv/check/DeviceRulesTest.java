package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.GuestCommands;
import mtv.check.compare.VmFacts;
import mtv.model.TagMapping;
import mtv.vm.DestinationVm;
import mtv.vm.DiskOptions;
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

import static mtv.check.SampleVm.asked;
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

    @DataProvider
    public Object[][] machines() {
        VmFacts guarded = from(s -> s.withSecureBoot(told(true)));
        return new Object[][] {
            {
                guarded.withDestination(
                        having(v -> v.withSecureBoot(told(false))).destination()),
                "secure-boot",
                "secure boot kept expected true"
            },
            {
                guarded.withDestination(having(v -> v.withSecureBoot(Fact.unknown("firmware is empty")))
                        .destination()),
                "secure-boot",
                "secure boot kept expected true"
            },
            {from(s -> s.withSecureBoot(told(false))), "secure-boot", "secure boot expected false"},
            {
                from(s -> s.withThreads(told(2)).withCpus(told(16)))
                        .withDestination(having(v -> v.withThreads(told(2))).destination()),
                "cpus",
                "CPUs not comparable: sockets, cores and threads are compared each"
            },
            {
                having(v ->
                        v.withMemoryLimit(told(SampleVm.GIB)).withMemoryBytes(Fact.unknown("memory.guest is empty"))),
                "memory-limit",
                "memory limit not comparable: the VM's own memory is not told, memory.guest is empty"
            },
            {
                from(s -> s.withTpm(told(true))),
                "tpm-state",
                "TPM keeps its content not comparable: the migrated VM has no TPM"
            },
            {
                having(v -> v.withClock(told("{\"timezone\":\"Asia/Tokyo\",\"timer\":{}}"))),
                "clock",
                "time zone expected Europe/Berlin (there), but was Asia/Tokyo"
            },
            {
                having(v -> v.withClock(told("{\"timezone\":\"Europe/Berlin\",\"timer\":{}}"))),
                "clock",
                "time zone is Europe/Berlin"
            },
            {
                clocks(SourceType.OPENSHIFT, "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"),
                "clock",
                "clock is {\"a\":1,\"b\":2}"
            },
            {
                clocks(SourceType.OPENSHIFT, "{\"a\":1,\"b\":2}", "{\"b\":3,\"a\":1}"),
                "clock",
                "clock expected {\"a\":1,\"b\":2} (there), but was {\"a\":1,\"b\":3}"
            },
            {clocks(SourceType.OPENSHIFT, "{", "{"), "clock", "clock is {"},
            {clocks(SourceType.VSPHERE, "Z", "["), "clock", "time zone expected Z (there), but was ["},
            {
                asked(e -> e.withPlan(e.plan().withTargetNodeSelector(Map.of()))),
                "node-selector",
                "node selector not comparable: the Plan asks for none"
            },
        };
    }

    @DataProvider
    public Object[][] serials() {
        Fact<String> unread = Fact.unreadable("serial is 1, not a text");
        String asVmware = "VMware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01";
        return new Object[][] {
            // the source's, the migrated VM's by a release that is not known, what is said
            {told(SampleVm.UUID), told(SampleVm.UUID), "serial not comparable: no release"},
            {told(SampleVm.UUID), told(asVmware), "serial not comparable: no release"},
            {told(SampleVm.UUID), told("dead"), "serial expected " + SampleVm.UUID + " (there), but was dead (there)"},
            {told("Host-7"), told("HOST-7"), "serial not comparable: no release"},
            {told("Host-7"), told("Host-8"), "serial expected Host-7 (there), but was Host-8 (there)"},
            {told("Host-7"), unread, "serial expected Host-7 (there), but was unreadable (serial is 1, not a text)"},
            {Fact.<String>unknown("it has none"), told("Host-8"), "serial not comparable: it has none"},
        };
    }

    @Test(dataProvider = "serials")
    public void aSerialIsTheSourcesInAnyFormWhereTheReleaseIsNotKnown(
            Fact<String> source, Fact<String> migrated, String said) {
        VmFacts vm = from(s -> s.withSerial(source))
                .withExpected(SampleVm.expected().withVmwareSerial(Fact.unknown("no release")))
                .withDestination(having(v -> v.withSerial(migrated)).destination());
        assertThat(said(vm, "serial")).containsExactly("web: " + said);
    }

    @Test
    public void aSerialThatIsNoUuidStaysAsItIs() {
        VmFacts vm = from(s -> s.withSerial(told("Host-7")))
                .withDestination(having(v -> v.withSerial(told("host-7"))).destination());
        assertThat(said(vm, "serial")).containsExactly("web: serial is host-7 (there)");
    }

    @DataProvider
    public Object[][] tags() {
        return new Object[][] {
            {mapped(new TagMapping(true, null)), List.of("Owner_Team")},
            {mapped(new TagMapping(true, List.of("web"))), List.of("Owner_Team")},
            {mapped(new TagMapping(false, List.of("WEB"))), List.of("web", "Owner_Team")},
            {mapped(new TagMapping(null, List.of())), List.of("Cost_Center", "web", "Owner_Team")},
            {mapped(null), List.of("Cost_Center", "web", "Owner_Team")},
        };
    }

    @DataProvider
    public Object[][] guests() {
        String noAddress = "status.interfaces of the instance has no address that could be dialled";
        UnaryOperator<DestinationVm> unreachable =
                v -> v.withGuest(v.guest().map(guest -> guest.visited(Fact.unknown(noAddress))));
        return new Object[][] {
            {
                having(unreachable),
                "ssh-login",
                "SSH login expected an address to log in at (a NIC on the pod network), but was none (" + noAddress
                        + ")"
            },
            {
                having(v -> unreachable.apply(v).withNics(List.of(v.nics().get(1)))),
                "ssh-login",
                "SSH login not comparable: " + noAddress
            },
            {
                having(v -> v.withGuest(v.guest()
                                .map(guest -> new DestinationVm.Guest(
                                        "Microsoft Windows", guest.addresses(), guest.visit()))))
                        .withSource(SampleVm.source().withGuestOs("")),
                "boot-id",
                "boot id not comparable: Windows has none"
            },
            {
                having(v -> v.withGuest(v.guest()
                        .map(guest -> guest.visited(told(DestinationVm.Visit.letIn(
                                "root", told("b-1"), Map.of(GuestCommands.NAME_SERVERS, "nameserver 127.0.0.53"))))))),
                "guest-dns",
                "name servers not comparable: the guest asks a service of its own, [127.0.0.53], which asks others"
            },
            {
                asked(e -> e.withAddresses(Set.of("198.51.100.9")))
                        .withDestination(having(v -> v.withGuest(Optional.of(
                                        new DestinationVm.Guest("Red Hat", Fact.unknown("the agent tells none")))))
                                .destination()),
                "guest-addresses",
                "addresses expected [192.0.2.1, 198.51.100.9, 2001:db8::1]"
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

    @Test(dataProvider = "machines")
    public void whatAMachineIsGoesByItsSourceAndThePlan(VmFacts vm, String check, String said) {
        assertThat(said(vm, check)).anyMatch(words -> words.contains(said), said);
    }

    @Test(dataProvider = "guests")
    public void whatAGuestShowsGoesByHowItIsReached(VmFacts vm, String check, String said) {
        assertThat(said(vm, check)).anyMatch(words -> words.contains(said), said);
    }

    @Test(dataProvider = "tags")
    public void thePlanSaysWhichTagsAreWanted(VmFacts vm, List<String> wanted) {
        assertThat(CheckRunner.vm(vm))
                .filteredOn(finding -> finding.check().equals("source-tags"))
                .extracting(finding -> finding.property().replaceAll(".*/", ""))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    public void aTagOfTheGreatestLengthIsNotCut() {
        String longest = "x".repeat(63);
        assertThat(said(from(s -> s.withTags(told(Map.of(longest, "")))), "source-tags")
                        .get(0))
                .contains("label vsphere.forklift.konveyor.io/" + longest + " ");
        assertThat(said(from(s -> s.withTags(told(Map.of("x".repeat(62) + "_y", "")))), "source-tags")
                        .get(0))
                .contains("label vsphere.forklift.konveyor.io/" + "x".repeat(62) + " ");
    }

    private static List<String> said(VmFacts vm, String check) {
        return CheckRunner.vm(vm).stream()
                .filter(finding -> finding.check().equals(check))
                .map(Finding::toString)
                .toList();
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

    private static VmFacts clocks(SourceType type, String source, String migrated) {
        return from(s -> s.withClock(told(source)))
                .withExpected(SampleVm.expected().withSource(type))
                .withDestination(having(v -> v.withClock(told(migrated))).destination());
    }

    private static VmFacts mapped(TagMapping mapping) {
        return asked(e -> e.withPlan(e.plan().withTagMapping(mapping)));
    }
}
