package mtv.check;

import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import mtv.vm.VmPower;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.told;
import static mtv.check.SampleVm.vm;

/** What a guest shows: each thing that is wrong with it is found by one check, which says what it found. */
public class GuestChecksTest {

    private static final Map<String, String> ANSWERS = SampleVmStatus.visit().answers();

    private static VmFacts entered(DestinationVm.Visit visit) {
        return having(v -> v.withGuest(Optional.of(SampleVm.guest(visit))));
    }

    /** A visit to a guest that is, it seems, also that of another VM. */
    private static DestinationVm.Visit twin() {
        DestinationVm.Visit web = DestinationVm.Visit.letIn("root", told("b-1"), ANSWERS);
        return web.among(Map.of(
                "web",
                web,
                "mail",
                DestinationVm.Visit.letIn("admin", told("b-1"), Map.of()),
                "db",
                DestinationVm.Visit.letIn("root", told("b-2"), Map.of()),
                "away",
                DestinationVm.Visit.refused("root", "closed")));
    }

    @DataProvider
    public Object[][] guest() {
        return FaultCase.rows(
                new FaultCase<>(
                        vm().withAfter(Optional.of(off().withSnapshots(told(Set.of("s-2"))))),
                        "snapshots",
                        "snapshots",
                        "[s-1]",
                        "[s-2]"),
                new FaultCase<>(
                        vm().withAfter(Optional.of(off().withSnapshots(told(Set.of())))),
                        "snapshots",
                        "snapshots",
                        "[s-1]",
                        "[]"),
                new FaultCase<>(
                        having(v -> v.withAgentConnected(false)),
                        "guest-agent",
                        "guest agent",
                        "connected",
                        "not connected"),
                new FaultCase<>(
                        having(v -> v.withGuest(Optional.of(new DestinationVm.Guest(
                                "Microsoft Windows", v.guest().orElseThrow().addresses())))),
                        "guest-os",
                        "guest OS",
                        "Linux: rhel9_64Guest",
                        "Microsoft Windows"),
                new FaultCase<>(
                        entered(DestinationVm.Visit.refused("root", "not with this one")),
                        "ssh-login",
                        "SSH login",
                        "root is let in",
                        "not with this one"),
                new FaultCase<>(entered(twin()), "boot-id", "boot id", "one of its own", "b-1, told by mail too"),
                new FaultCase<>(
                        entered(DestinationVm.Visit.letIn("root", Fact.unknown("command not found"), ANSWERS)),
                        "boot-id",
                        "boot id",
                        "one of its own",
                        "nothing"),
                new FaultCase<>(
                        having(v -> v.withGuest(Optional.of(
                                new DestinationVm.Guest("Linux", told(Set.of("192.0.2.1", "198.51.100.9")))))),
                        "guest-addresses",
                        "addresses",
                        "[192.0.2.1, 198.51.100.9, 2001:db8::1]",
                        "[192.0.2.1, 198.51.100.9]"),
                new FaultCase<>(
                        having(v -> v.withLabels(SampleVm.labelsWithout("vmID"))),
                        "labels",
                        "label vmID",
                        "vm-1",
                        "none"),
                new FaultCase<>(
                        having(v -> v.withLabels(SampleVm.labelsWithout("guestConverted"))),
                        "converted-label",
                        "label guestConverted",
                        "true",
                        "none"),
                new FaultCase<>(
                        having(v -> v.withTemplateLabels(Map.of("team", "a"))),
                        "template-labels",
                        "template label app",
                        "web",
                        "none"),
                new FaultCase<>(
                        having(v -> v.withTemplateLabels(Map.of("app", "web", "team", "b"))),
                        "template-labels",
                        "template label team",
                        "a",
                        "b"),
                new FaultCase<>(
                        having(v -> v.withNodeSelector(Map.of())), "node-selector", "node selector zone", "b", "none"));
    }

    @Test(dataProvider = "guest")
    public void oneFaultOfGuestIsOneDifference(FaultCase<VmFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    private static SourceVm off() {
        return SampleVm.source().withPower(told(VmPower.OFF));
    }
}
