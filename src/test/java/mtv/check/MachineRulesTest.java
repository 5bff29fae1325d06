package mtv.check;

import mtv.check.compare.GuestCommands;
import mtv.check.compare.VmFacts;
import mtv.model.TagMapping;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static mtv.check.CheckRunner.said;
import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.from;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.told;
import static org.assertj.core.api.Assertions.assertThat;

/** What the source's type and the Plan make of a VM itself, its serial, its tags and its guest. */
public class MachineRulesTest {

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

    private static VmFacts clocks(SourceType type, String source, String migrated) {
        return from(s -> s.withClock(told(source)))
                .withExpected(SampleVm.expected().withSource(type))
                .withDestination(having(v -> v.withClock(told(migrated))).destination());
    }

    private static VmFacts mapped(TagMapping mapping) {
        return asked(e -> e.withPlan(e.plan().withTagMapping(mapping)));
    }
}
