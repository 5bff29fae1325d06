package mtv.acceptance.matrix;

import mtv.check.compare.Finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The result of one row.
 *
 * @param fired ids of checks, or the link that failed
 * @param message all messages of the run
 * @param cause the likely cause that the evidence names, of a link that failed; empty if it names none
 * @param silent faults of the row that did not fire
 * @param differences what the checks found
 */
public record Outcome(
        MatrixRow row,
        Set<String> fired,
        String message,
        String cause,
        List<Finding> differences,
        List<String> silent) {

    /** Whether a link failed for which evidence is collected. */
    public boolean hasEvidence() {
        return Link.of(row.expect()).filter(Link::hasEvidence).isPresent() && fired.contains(row.expect());
    }

    /** Whether the likely cause is the fault. */
    public boolean isExplained() {
        return row.causes().stream().allMatch(cause::contains);
    }

    /** What is wrong with the proof; empty when it holds. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        silent.forEach(fault -> problems.add("the fault " + fault + " never did anything"));
        if (!row.expect().equals(MatrixRow.NOTHING) && !fired.contains(row.expect())) {
            problems.add("missed by " + row.expect());
        }
        fired.stream()
                .filter(id -> !row.expected().contains(id))
                .forEach(id -> problems.add(id + " is not named as a consequence"));
        row.consequences().stream()
                .filter(id -> !fired.contains(id))
                .forEach(id -> problems.add(id + " is named as a consequence and did not fire"));
        Wording.problems(this).forEach(problems::add);
        return problems;
    }

    /** In a few words. */
    public String verdict() {
        String good = row.expect().equals(MatrixRow.NOTHING) ? "got over" : "caught";
        return problems().isEmpty() ? good : "NOT PROVEN: " + String.join("; ", problems());
    }

    /** One line of the table. */
    public String line() {
        return String.join(
                " | ",
                row.id(),
                row.expect(),
                String.join(", ", fired),
                message.strip().replaceAll("\\s*\\R\\s*", " / "),
                verdict());
    }
}
