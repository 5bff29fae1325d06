package mtv.steps.progress;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A migration of many VMs in one line: how many are where, how much is copied, and who is behind. */
record ProgressTotals(List<VmProgress> vms) {

    /** More than these nobody reads. */
    static final int SLOWEST = 5;

    ProgressTotals {
        vms = List.copyOf(vms);
    }

    /**
     * Such as {@code 12 VMs: 9 DiskTransfer, 3 Succeeded; 45.0 of 120.0 GiB, 200 MiB/s, about 7 min left; slowest: …}.
     */
    String words(CopyForecast forecast, Instant now) {
        String copies = Stream.of(amount(), forecast.words(this, now))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        String slowest = vms.size() <= SLOWEST
                ? ""
                : "; slowest: "
                        + slowest().stream()
                                .map(vm -> vm.words(forecast.left(vm, now)))
                                .collect(Collectors.joining(", "));
        return counted() + (copies.isEmpty() ? "" : "; " + copies) + slowest;
    }

    /** How many VMs are at which step; of a single one its step. */
    String counted() {
        if (vms.size() == 1) {
            return "1 VM: " + vms.get(0).position();
        }
        Map<String, Long> byStep = vms.stream()
                .collect(Collectors.groupingBy(
                        vm -> vm.position().replaceFirst(",.*", ""), TreeMap::new, Collectors.counting()));
        return byStep.entrySet().stream()
                .map(step -> step.getValue() + " " + step.getKey())
                .collect(Collectors.joining(", ", vms.size() + " VMs: ", ""));
    }

    String amount() {
        return VmProgress.amount(done(), total());
    }

    private long done() {
        return vms.stream().mapToLong(VmProgress::done).sum();
    }

    private long total() {
        return vms.stream().mapToLong(VmProgress::total).sum();
    }

    /** MiB that are still to be copied of VMs that have not ended. */
    long rest() {
        return vms.stream().mapToLong(VmProgress::rest).sum();
    }

    /** Not as long as MTV does not tell how much it copies of a VM. */
    boolean isRestKnown() {
        return vms.stream().allMatch(vm -> vm.ended() || vm.total() > 0);
    }

    double share() {
        return total() <= 0 ? 0 : Math.min(1, (double) done() / total());
    }

    boolean ended() {
        return vms.stream().allMatch(VmProgress::ended);
    }

    /** Those that are under way and have the smallest share of their data, at most five. */
    List<VmProgress> slowest() {
        return vms.stream()
                .filter(vm -> !vm.ended())
                .sorted(Comparator.comparing((VmProgress vm) -> vm.started().isEmpty())
                        .thenComparingDouble(VmProgress::share)
                        .thenComparing(VmProgress::name))
                .limit(SLOWEST)
                .toList();
    }
}
