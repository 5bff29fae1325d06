package mtv.acceptance.rights;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one rule after the other from the roles of {@code config/rbac}, and runs the remote suite without it: what
 * fails first, and what did the doctor say before? Writes {@code target/rights-proof.txt}.
 */
public final class RightsProof {

    private static final Logger LOG = LogManager.getLogger();
    private static final Path TABLE = Path.of("target", "rights-proof.txt");

    private RightsProof() {}

    /**
     * @param args parts of rules' names, such as {@code mtv-e2e-warm}, {@code secrets}, or
     *     {@code forklift-migrator-role} for MTV's own role; none for all rules of {@code config/rbac}
     */
    public static void main(String[] args) throws IOException {
        List<String> rows = new ArrayList<>(List.of("rule | needed by | the doctor"));
        int wrong = 0;
        for (boolean gathers : new boolean[] {false, true}) {
            try (RightsBed bed = new RightsBed(gathers)) {
                wrong += prove(bed, gathers, List.of(args), rows);
            }
        }
        rows.add((rows.size() - 1) + " rules, " + wrong + " of them not as their files say");
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, rows);
        LOG.info("{}", String.join(System.lineSeparator(), rows));
        LogManager.shutdown();
        Runtime.getRuntime().exit(wrong == 0 ? 0 : 1);
    }

    /** @return how many rules are not as their files say */
    private static int prove(RightsBed bed, boolean gathers, List<String> parts, List<String> rows) throws IOException {
        List<GrantedRule> rules = new ArrayList<>(bed.rules());
        if (!parts.isEmpty()) {
            rules.addAll(gathers ? List.of() : bed.rulesOfMigrator());
            rules.removeIf(rule -> parts.stream().noneMatch(rule.words()::contains));
        }
        int wrong = 0;
        for (GrantedRule rule : rules) {
            Optional<String> told = bed.without(rule, bed::doctor).stream().findFirst();
            Optional<String> failed = bed.without(rule, bed::run).stream().findFirst();
            boolean asWritten = failed.isEmpty() == rule.dispensable() && told.isPresent();
            wrong += rule.isOurs() && !asWritten ? 1 : 0;
            rows.add(String.join(" | ", rule.words(), line(failed.orElse("nothing")), line(told.orElse("nothing"))));
        }
        return wrong;
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
