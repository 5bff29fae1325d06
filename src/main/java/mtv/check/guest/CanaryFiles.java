package mtv.check.guest;

import mtv.check.compare.Canary;
import mtv.check.compare.Canary.Write;
import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm.Visit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares what the source's guest wrote while it was copied with what the migrated guest has of it. */
final class CanaryFiles implements Rule<VmFacts> {

    private static final String PROPERTY = "canary";
    private static final String SEPARATOR = ": ";

    @Override
    public void compare(VmFacts vm, Findings findings) {
        Optional<Canary> canary = vm.expected().canary();
        Optional<Visit> visit = vm.actual().login();
        if (canary.isEmpty()) {
            findings.notComparable(PROPERTY, "the scenario asks for none");
        } else if (visit.isEmpty()) {
            findings.notComparable(PROPERTY, "nobody logged in to look for what the source's guest wrote");
        } else {
            compare(
                    canary.get(),
                    files(visit.get().answers().getOrDefault(canary.get().show(), "")),
                    findings);
        }
    }

    private static void compare(Canary canary, Map<String, String> files, Findings findings) {
        List<Write> writes = canary.writes();
        List<Write> missing = writes.stream()
                .filter(write -> !files.containsKey(canary.file(write.number())))
                .toList();
        List<Write> torn = writes.stream()
                .filter(write -> !missing.contains(write)
                        && !canary.line(write.number()).equals(files.get(canary.file(write.number()))))
                .toList();
        Write last = writes.get(writes.size() - 1);
        boolean whole = missing.isEmpty() && torn.isEmpty();
        findings.record(
                whole,
                PROPERTY,
                ReportedValue.of(
                        "all of " + writes.size() + " writes, the last one " + last,
                        "what the source's guest confirmed, in " + canary.directory()),
                ReportedValue.of(
                        whole
                                ? "all of " + writes.size() + " writes, the last one " + last
                                : words(writes, missing, torn),
                        "the migrated guest's shell"));
    }

    private static String words(List<Write> writes, List<Write> missing, List<Write> torn) {
        if (missing.size() == writes.size()) {
            return "lost: none of them";
        }
        if (!torn.isEmpty()) {
            return "torn: write " + torn.get(0) + " is there, and its content is another one" + besides(missing);
        }
        Write newest = writes.stream()
                .filter(write -> !missing.contains(write))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return missing.get(0).number() > newest.number()
                ? "older: the newest is write " + newest + ", so what was written since is lost"
                : "lost between: write " + missing.get(0) + " is missing, and later ones are there";
    }

    private static String besides(List<Write> missing) {
        return missing.isEmpty() ? "" : ", and these are missing: " + missing;
    }

    /** Content by path. A directory that is not there is shown as a path that no write has. */
    private static Map<String, String> files(String shown) {
        Map<String, String> files = new TreeMap<>();
        shown.lines().filter(line -> line.contains(SEPARATOR)).forEach(line -> {
            int end = line.indexOf(SEPARATOR);
            files.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
        });
        return files;
    }
}
