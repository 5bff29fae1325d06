package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code explained.json}, or what a group says for its rows. It names one of {@code is}, {@code oneOf},
 * {@code same}, {@code atLeast}, {@code matches}, {@code time} and {@code free}, or nothing if it is enough that
 * something is there; what it does not name is null.
 *
 * @param at the path, as {@link PathPattern} has it
 * @param is the value
 * @param oneOf the values that are possible
 * @param same the place of the value, {@code Role:/path} or {@code /path} in the same document; of several places one
 *     is enough; where both paths end with {@code **}, the same paths below them
 * @param atLeast the place of a quantity that is not greater
 * @param matches a regular expression of the whole value
 * @param time the place of a time that is not later, or an empty text for any time
 * @param free why it may be anything, or anything of the form that another field gives, or be absent
 * @param key a regular expression of the last name in the path
 * @param covers the place of values each of which must be here too
 * @param required whether it must be there, with all that leads to it; where a {@code *} stands, in each of the items
 *     or fields that there are; with {@code **} whether all of the other place must be there
 * @param when what must hold for the row to exist, as {@link RowCondition} has it
 * @param by who writes it
 * @param since the first release that does; empty when all do
 */
record ExplanationRow(
        String at,
        JsonNode is,
        List<JsonNode> oneOf,
        String same,
        String atLeast,
        String matches,
        String time,
        String free,
        String key,
        String covers,
        boolean required,
        List<String> when,
        String by,
        String since) {

    ExplanationRow {
        when = when == null ? List.of() : List.copyOf(when);
    }

    /** This row with what its group says. */
    ExplanationRow in(Group group) {
        List<String> both = new ArrayList<>(group.when());
        both.addAll(when);
        return new ExplanationRow(
                at,
                is,
                oneOf,
                same,
                atLeast,
                matches,
                time,
                free,
                key,
                covers,
                required,
                both,
                Optional.ofNullable(by).orElse(group.by()),
                Optional.ofNullable(since)
                        .or(() -> Optional.ofNullable(group.since()))
                        .orElse(""));
    }

    /** Rows of some kinds of documents, by their roles, that one party writes. */
    record Group(List<String> of, String by, String since, List<String> when, List<ExplanationRow> rows) {

        Group {
            when = when == null ? List.of() : List.copyOf(when);
            of = List.copyOf(of);
            rows = List.copyOf(rows);
        }
    }
}
