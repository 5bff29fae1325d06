package mtv.scale;

import mtv.scale.ScaleRow.Place;
import mtv.scale.ScaleRow.Size;
import mtv.scale.ScaleRow.Spread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one migration took.
 *
 * @param vms one for each VM that was migrated
 * @param differences how many findings make it red, by the id of the check
 */
public record ScaleTable(String scenario, String destination, List<VmTimes> vms, Map<String, Long> differences) {

    private static final double MIB_OF_A_GIB = 1024;

    public ScaleTable {
        vms = List.copyOf(vms);
        differences = new TreeMap<>(differences);
    }

    List<ScaleRow> rows() {
        List<ScaleRow> rows = new ArrayList<>();
        vms.stream()
                .flatMap(vm -> vm.steps().keySet().stream())
                .distinct()
                .forEach(step -> seconds(
                        "step " + step, vm -> Optional.ofNullable(vm.steps().get(step)), rows));
        seconds("whole", VmTimes::whole, rows);
        seconds("downtime", VmTimes::downtime, rows);
        spread(vms.stream().flatMap(vm -> vm.rate().stream()), Comparator.reverseOrder())
                .ifPresent(spread -> rows.add(row("throughput", ScaleRow.RATE, spread)));
        differences.forEach((check, count) ->
                rows.add(row(ScaleRow.DIFFERENCE + check, ScaleRow.FINDINGS, new Spread(count, count, count))));
        return rows;
    }

    private void seconds(String what, Function<VmTimes, Optional<Duration>> time, List<ScaleRow> rows) {
        spread(
                        vms.stream().flatMap(vm -> time.apply(vm).stream()).map(took -> took.toMillis() / 1000.0),
                        Comparator.naturalOrder())
                .ifPresent(spread -> rows.add(row(what, ScaleRow.SECONDS, spread)));
    }

    private ScaleRow row(String what, String unit, Spread spread) {
        double gib = vms.stream().mapToLong(VmTimes::mib).sum() / MIB_OF_A_GIB;
        return new ScaleRow(new Place(scenario, destination), new Size(vms.size(), gib), what, unit, spread);
    }

    /** @param better the best first */
    private static Optional<Spread> spread(Stream<Double> values, Comparator<Double> better) {
        List<Double> sorted = values.sorted(better).toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Spread(ranked(sorted, 50), ranked(sorted, 95), sorted.get(sorted.size() - 1)));
    }

    /** The smallest of the values that so many percent of them do not exceed. */
    private static double ranked(List<Double> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
