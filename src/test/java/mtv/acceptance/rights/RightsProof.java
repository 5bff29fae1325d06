package mtv.acceptance.rights;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes one rule after the other from the roles of {@code config/rbac}, and runs the remote suite without it: what
 * fails first, and what did the doctor say before? Writes {@code target/rights-proof.txt}.
 */
public final class RightsProof {

    private static final Logger LOG = LogManager.getLogger();
    private static final Path TABLE = Path.of("target", "rights-proof.txt");

    private RightsProof() {}

    /** @param args parts of rules' names, such as {@code mtv-e2e-warm} or {@code secrets}; none for all rules */
    public static void main(String[] args) throws IOException {
        List<String> rows = new ArrayList<>(List.of("rule | needed by | the doctor"));
        int unneeded = 0;
        int untold = 0;
        try (RightsBed bed = new RightsBed()) {
            for (GrantedRule rule : bed.rules()) {
                if (args.length > 0 && Arrays.stream(args).noneMatch(rule.words()::contains)) {
                    continue;
                }
                List<String> told = bed.without(rule, bed::doctor);
                List<String> failed = bed.without(rule, bed::run);
                unneeded += failed.isEmpty() != rule.dispensable() ? 1 : 0;
                untold += told.isEmpty() ? 1 : 0;
                rows.add(String.join(
                        " | ",
                        rule.words(),
                        failed.isEmpty()
                                ? "nothing" + (rule.dispensable() ? ", as its file says" : "")
                                : line(failed.get(0)),
                        told.isEmpty() ? "nothing" : line(told.get(0))));
            }
        }
        rows.add((rows.size() - 1) + " rules, " + unneeded + " of them not needed as their files say, " + untold
                + " not told by the doctor");
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, rows);
        LOG.info("{}", String.join(System.lineSeparator(), rows));
        LogManager.shutdown();
        Runtime.getRuntime().exit(unneeded + untold == 0 ? 0 : 1);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
