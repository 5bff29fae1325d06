package mtv.acceptance.matrix;

import mtv.check.compare.Finding;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that a message alone tells what is wrong: with which VM or object, with what of it, what was expected and what
 * was found.
 */
final class Wording {

    private static final Pattern OBJECT =
            Pattern.compile("cluster https://\\S+|(Plan|Migration|NetworkMap|StorageMap|Provider"
                    + "|ForkliftController|Hook|Namespace|VirtualMachine|DataVolume|Pod) [a-z0-9.-]+");
    /** How a link fails: the expectation, then what was there. */
    private static final Pattern WAITED = Pattern.compile(
            "((Waited|Wanted) .+?(, but: |; last seen: |, but (?=nothing at all is said))"
                    + "|Left behind on the cluster: |Failed to get client for )"
                    + "(?<got>.+)",
            Pattern.DOTALL);

    private Wording() {}

    /** The parts that the message lacks. */
    public static Stream<String> problems(Outcome outcome) {
        Stream<String> ofDifferences =
                outcome.differences().stream().flatMap(difference -> ofDifference(difference, outcome));
        return Link.of(outcome.row().expect()).isPresent()
                ? Stream.concat(ofDifferences, ofLink(outcome))
                : ofDifferences;
    }

    private static Stream<String> ofDifference(Finding difference, Outcome outcome) {
        String subject = difference.subject();
        boolean named = outcome.row().machines().containsKey(subject)
                || OBJECT.matcher(subject).matches();
        List<String> parts = List.of(
                difference.property(),
                difference.expected().text(),
                difference.expected().origin(),
                difference.actual().text(),
                difference.actual().origin());
        boolean told = parts.stream().noneMatch(String::isBlank)
                && parts.stream().allMatch(outcome.message()::contains)
                && !difference.expected().text().equals(difference.actual().text());
        return Stream.of(
                        problem(named, "the message names neither the VM nor an object: " + difference),
                        problem(told, "the message lacks property, expected or actual: " + difference))
                .flatMap(Optional::stream);
    }

    private static Stream<String> ofLink(Outcome outcome) {
        Matcher said = WAITED.matcher(outcome.message());
        if (!said.find()) {
            return Stream.of("the message does not say what was wanted and what was there instead");
        }
        MatrixRow row = outcome.row();
        boolean named = outcome.message().contains(row.id())
                || OBJECT.matcher(outcome.message()).find();
        return Stream.concat(
                Stream.of(
                                problem(named, "the message names neither the VM nor an object"),
                                problem(!row.says().isEmpty(), "the matrix does not say what the message must tell"))
                        .flatMap(Optional::stream),
                row.says().stream()
                        .filter(part -> !said.group("got").contains(part))
                        .map(part -> "what the message found lacks \"" + part + "\""));
    }

    private static Optional<String> problem(boolean solved, String words) {
        return solved ? Optional.empty() : Optional.of(words);
    }
}
