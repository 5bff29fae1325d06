package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;

import java.util.List;

/** Precopies and cutover of a warm migration. */
public final class WarmChecks {

    private WarmChecks() {}

    public static List<Check<RunFacts>> ofRun() {
        return List.of(
                new Check<>(
                        "precopies",
                        "Warm: the time of the first copy, which begins before the cutover, and ends before the source"
                                + " is off for the last one. Otherwise the migration is as cold as any.",
                        WarmVm.each("precopies", new FirstPrecopy()),
                        "Migration:/status/vms/*/warm/precopies/*/snapshot",
                        "Migration:/status/vms/*/warm/successes"),
                new Check<>(
                        "precopy-interval",
                        "Warm: the time between two copies, as planned and as made, which must be the configured"
                                + " interval. It is one setting of the whole cluster, which MTV may be slow to take"
                                + " over.",
                        WarmVm.each("precopy interval", new PrecopySpacing()),
                        "Migration:/status/vms/*/warm/precopies/*/start"),
                new Check<>(
                        "cutover",
                        "Warm: the time of the last snapshot, which is the cutover, or later by a copy under way and a"
                                + " shutdown. The source is off from then on.",
                        WarmVm.each("cutover", new CutoverTime())),
                new Check<>(
                        "final-delta",
                        "Warm: the copy of the last snapshot, which holds what was written up to the stop. Without it"
                                + " the migrated VM is older than its source.",
                        WarmVm.each("final delta", new FinalDelta())),
                new Check<>(
                        "precopy-complete",
                        "Warm: the end of each copy but the last, and how much of the disks was copied then. MTV"
                                + " removes the snapshot of a copy that has ended, so the rest is lost.",
                        WarmVm.each("copied", new CopiedData()),
                        "Migration:/status/vms/*/warm/precopies/*/end",
                        "Migration:/status/vms/*/warm/precopies/*/deltas/*/*"),
                new Check<>(
                        "precopy-failures",
                        "Warm: the number of copies that had to be tried again, which must be 0. They may cost the data"
                                + " that was written meanwhile.",
                        WarmVm.each("failed copies", WarmChecks::failures),
                        "Migration:/status/vms/*/warm/failures",
                        "Migration:/status/vms/*/warm/consecutiveFailures"));
    }

    private static void failures(WarmVm vm, Findings findings) {
        vm.run()
                .unreadable(vm.status(), "/warm/failures")
                .ifPresentOrElse(
                        why -> findings.notComparable("failed copies", why),
                        () -> findings.equal(
                                "failed copies",
                                ReportedValue.of(0, "warm migration"),
                                ReportedValue.of(vm.status().warm().failures(), "warm.failures")));
    }
}
