package mtv.acceptance;

import mtv.acceptance.matrix.Matrix;
import mtv.acceptance.matrix.MatrixRow;
import mtv.acceptance.matrix.MatrixSandbox;
import mtv.acceptance.matrix.Outcome;
import mtv.check.Checks;
import mtv.check.compare.Check;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Proves that each fault is noticed by its check: many migrations at once in a few sandboxes, each fault armed for the
 * VM of its own row.
 *
 * @param outcomes in the order of the rows
 * @param matrix the declarations
 */
record FaultMatrix(Matrix matrix, List<Outcome> outcomes) {

    private static final Logger LOG = LogManager.getLogger();
    private static final Path TABLE = Path.of("target", "fault-matrix.txt");
    private static final int AT_ONCE = 20;
    private static final int ALONE_AT_ONCE = 3;
    /** Each sandbox has a clock of its own, which stands still while that sandbox works. */
    private static final int ROWS_OF_A_SANDBOX = 40;

    /** @param args names of faults, to carry out their rows only */
    public static void main(String[] args) throws Exception {
        Set<String> only = Set.of(args);
        requireRows(only);
        FaultMatrix run = run(row -> only.isEmpty() || only.contains(row.fault()));
        LOG.info("{}", run.table());
        List<String> problems = only.isEmpty() ? run.problems() : run.unproven();
        LogManager.shutdown();
        Runtime.getRuntime().exit(problems.isEmpty() ? 0 : 1);
    }

    private static void requireRows(Set<String> faults) throws IOException {
        Set<String> without = new TreeSet<>(faults);
        Matrix.read().rows().forEach(row -> without.remove(row.fault()));
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("matrix.json has no row for " + String.join(", ", without));
        }
    }

    /** Carries out the rows that are wanted, those first that take longest. */
    static FaultMatrix run(Predicate<MatrixRow> wanted) throws IOException, InterruptedException {
        Matrix matrix = Matrix.read();
        Map<Boolean, List<MatrixRow>> rows = matrix.rows().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(row -> !row.warm()))
                .collect(Collectors.partitioningBy(MatrixRow::alone));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        ExecutorService few = Executors.newFixedThreadPool(ALONE_AT_ONCE);
        List<MatrixSandbox> open = new ArrayList<>();
        try {
            for (List<MatrixRow> together : stages(rows.get(false))) {
                open.add(new MatrixSandbox(matrix, together));
            }
            List<Future<Outcome>> proofs = new ArrayList<>();
            inTurn(open).forEach(proof -> proofs.add(threads.submit(proof)));
            rows.get(true).forEach(row -> proofs.add(few.submit(() -> alone(matrix, row))));
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> proof : proofs) {
                outcomes.add(proof.get());
            }
            outcomes.sort(Comparator.comparingInt(outcome -> outcome.row().number()));
            FaultMatrix run = new FaultMatrix(matrix, outcomes);
            Files.writeString(TABLE, run.table());
            return run;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a row of the matrix broke", e.getCause());
        } finally {
            threads.shutdownNow();
            few.shutdownNow();
            for (MatrixSandbox stage : open) {
                stage.close();
            }
        }
    }

    /** In a sandbox that is there for this row only. */
    private static Outcome alone(Matrix matrix, MatrixRow row) throws Exception {
        try (MatrixSandbox stage = new MatrixSandbox(matrix, List.of(row))) {
            return stage.proofs().get(0).call();
        }
    }

    /** Rows of the same name share a sandbox, as long as there are not too many. */
    private static List<List<MatrixRow>> stages(List<MatrixRow> rows) {
        List<List<MatrixRow>> stages = new ArrayList<>();
        rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.source() + row.clusters() + row.stage(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(all -> stages.addAll(dealt(all)));
        return stages;
    }

    /** One by one, so that each sandbox has its share of what takes long. */
    private static List<List<MatrixRow>> dealt(List<MatrixRow> rows) {
        int parts = (rows.size() - 1) / ROWS_OF_A_SANDBOX + 1;
        return IntStream.range(0, parts)
                .mapToObj(part -> IntStream.range(0, rows.size())
                        .filter(i -> i % parts == part)
                        .mapToObj(rows::get)
                        .toList())
                .toList();
    }

    /** The first of each sandbox, the second of each, and so on, so that all of them are busy. */
    private static List<Callable<Outcome>> inTurn(List<MatrixSandbox> stages) {
        List<List<Callable<Outcome>>> proofs =
                stages.stream().map(MatrixSandbox::proofs).toList();
        int most = proofs.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .boxed()
                .flatMap(turn ->
                        proofs.stream().filter(each -> turn < each.size()).map(each -> each.get(turn)))
                .toList();
    }

    /** All reasons why the matrix fails, or none when all is proven. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(unproven());
        problems.addAll(unproved());
        return problems;
    }

    /** Rows that do not prove what they are declared for. */
    List<String> unproven() {
        return outcomes.stream()
                .filter(outcome -> !outcome.problems().isEmpty())
                .map(Outcome::line)
                .toList();
    }

    /**
     * A check that no fault makes fail, it and no other, is not proven: unless the matrix says why it cannot be. Of
     * single rows only what they are to prove counts.
     */
    private List<String> unproved() {
        boolean whole = outcomes.size() == matrix.rows().size();
        List<String> problems = new ArrayList<>();
        for (String check : ids()) {
            boolean expected =
                    outcomes.stream().anyMatch(outcome -> outcome.row().expect().equals(check));
            boolean alone =
                    outcomes.stream().anyMatch(outcome -> outcome.fired().equals(Set.of(check)));
            String because = matrix.entangled().get(check);
            if (because != null && alone) {
                problems.add(check + " fires alone, although the matrix says it cannot: " + because);
            } else if (because == null && !alone && expected) {
                problems.add(
                        "no fault makes " + check + " fire alone, and \"entangled\" of matrix.json does not say why");
            } else if (because == null && !alone && whole) {
                problems.add("no fault proves " + check);
            }
        }
        return problems;
    }

    private static List<String> ids() {
        return Checks.all().stream().map(Check::id).toList();
    }

    /** How often the evidence of a failed link names the fault as its cause, and where it does not. */
    private String causes() {
        List<Outcome> failed = outcomes.stream().filter(Outcome::hasEvidence).toList();
        String missed = failed.stream()
                .filter(outcome -> !outcome.isExplained())
                .map(outcome -> System.lineSeparator() + "  " + outcome.row().id() + " | "
                        + outcome.row().causes() + " | " + outcome.cause().strip())
                .collect(Collectors.joining());
        long explained = failed.stream().filter(Outcome::isExplained).count();
        return "likely cause named in " + explained + " of " + failed.size() + " failed links" + missed;
    }

    /** For a person: a line for each row, then how it went. */
    String table() {
        String rows = outcomes.stream().map(Outcome::line).collect(Collectors.joining(System.lineSeparator()));
        String problems = problems().stream().collect(Collectors.joining(System.lineSeparator() + "  "));
        return String.join(
                System.lineSeparator(),
                "fault | expected | fired | message | verdict",
                rows,
                outcomes.size() + " faults, " + unproven().size() + " not proven; " + ids().size() + " checks, "
                        + unproved().size() + " without a proof of their own",
                problems,
                causes());
    }
}
