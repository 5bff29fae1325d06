package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.Fact;
import mtv.vm.VmPower;

import java.time.Duration;
import java.time.Instant;

/**
 * How long nobody could use a VM: from the stop of its source to the start of the migrated VM.
 *
 * @param off unknown for a source that did not run
 * @param up by KubeVirt; unknown for a VM that is to stay off
 */
public record Downtime(Fact<Instant> off, Fact<Instant> up) {

    public static Downtime of(VmFacts vm) {
        boolean ran = vm.source().power().value().filter(VmPower.ON::equals).isPresent();
        Fact<Instant> up =
                vm.destination().map(there -> there.runningSince()).orElse(Fact.unknown("there is no migrated VM"));
        return new Downtime(
                ran ? vm.sourceOff() : Fact.unknown("the source did not run"),
                PowerState.staysOff(vm) ? Fact.unknown("the VM is to stay off") : up);
    }

    /** Unknown when one of its ends is. It is negative when both VMs ran. */
    public Fact<Duration> length() {
        return off.and(up, Duration::between);
    }

    /** Compares it with the scenario's limit, and reports it where there is none. */
    static Rule<VmFacts> rule() {
        return Downtime::compare;
    }

    private static void compare(VmFacts vm, Findings findings) {
        Downtime found = of(vm);
        Fact<Duration> length = found.length();
        ReportedValue expected = vm.expected()
                .maxDowntime()
                .map(most -> ReportedValue.of("at most " + words(most), "max_downtime of the scenario"))
                .orElse(ReportedValue.of("a start after the stop", "rule of MTV"));
        if (length.unreadable()) {
            findings.unreadable("downtime", Fact.of(expected.text(), expected.origin()), length);
        } else if (length.isKnown()) {
            boolean within = vm.expected()
                    .maxDowntime()
                    .map(most -> length.get().compareTo(most) <= 0)
                    .orElse(true);
            findings.record(
                    within && !length.get().isNegative(),
                    "downtime",
                    expected,
                    ReportedValue.of(
                            words(length.get()),
                            "from " + found.off().get() + ", " + found.off().origin() + ", to "
                                    + found.up().get() + ", " + found.up().origin()));
        } else {
            findings.notComparable("downtime", length);
        }
    }

    /** In the unit of {@code max_downtime}. */
    private static String words(Duration length) {
        return length.toSeconds() + " s";
    }
}
