package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.vm.Document;
import mtv.vm.Documents;
import mtv.vm.ForeignField;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A path that somebody is known to write, and what. */
final class Explanation {

    private final ExplanationRow row;
    private final PathPattern at;
    private final Optional<Pattern> key;
    private final Optional<Pattern> form;
    private final Optional<ValuePlace> same;
    private final Optional<ValuePlace> least;
    private final Optional<ValuePlace> covered;
    private final List<RowCondition> conditions;

    Explanation(ExplanationRow row) {
        this.row = row;
        this.at = PathPattern.of(row.at());
        this.key = Optional.ofNullable(row.key()).map(Pattern::compile);
        this.form = Optional.ofNullable(row.matches()).map(Pattern::compile);
        this.same = Optional.ofNullable(row.same()).map(ValuePlace::of);
        this.least = Optional.ofNullable(row.atLeast()).map(ValuePlace::of);
        this.covered = Optional.ofNullable(row.covers()).map(ValuePlace::of);
        this.conditions = row.when().stream().map(RowCondition::of).toList();
    }

    String path() {
        return row.at();
    }

    /** Who writes it. */
    String by() {
        return row.by();
    }

    boolean holds(Documents documents, Document own) {
        return conditions.stream().allMatch(condition -> condition.holds(documents, own));
    }

    boolean isOf(Leaf leaf) {
        return at.matches(leaf)
                && key.map(names -> names.matcher(leaf.path().get(leaf.path().size() - 1))
                                .matches())
                        .orElse(true);
    }

    /** @return what was expected of a value that is wrong; empty for one that is right */
    Optional<String> complaint(Leaf leaf, Documents documents, Document own) {
        if (row.is() != null) {
            return alike(row.is(), leaf.value()) ? Optional.empty() : Optional.of(words(row.is()));
        }
        if (row.oneOf() != null) {
            return row.oneOf().stream().anyMatch(value -> alike(value, leaf.value()))
                    ? Optional.empty()
                    : Optional.of("one of " + row.oneOf());
        }
        if (form.isPresent()) {
            return form.get().matcher(ForeignField.shown(leaf.value())).matches()
                    ? Optional.empty()
                    : Optional.of("a text like " + row.matches());
        }
        if (row.time() != null) {
            return byTime(leaf, documents, own);
        }
        return same.or(() -> least).flatMap(place -> byPlace(place, leaf, documents, own));
    }

    private Optional<String> byPlace(ValuePlace place, Leaf leaf, Documents documents, Document own) {
        List<JsonNode> there = new ArrayList<>();
        for (Leaf found : place.in(documents, own)) {
            JsonNode value = found.value();
            for (String name : at.rest(leaf)) {
                value = value.isArray() ? value.path(index(name)) : value.path(name);
            }
            there.add(value);
        }
        boolean right = there.stream()
                .anyMatch(other -> same.isPresent() ? alike(other, leaf.value()) : isAtLeast(leaf.value(), other));
        String wanted = same.isPresent() ? "" : "at least ";
        return right ? Optional.empty() : Optional.of(wanted + shown(there) + " as " + place.below(at.rest(leaf)));
    }

    private static int index(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String shown(List<JsonNode> values) {
        List<String> words = values.stream()
                .filter(value -> !value.isMissingNode())
                .map(Explanation::words)
                .distinct()
                .toList();
        return words.isEmpty() ? "nothing" : String.join(" or ", words);
    }

    private Optional<String> byTime(Leaf leaf, Documents documents, Document own) {
        Optional<OffsetDateTime> time = time(leaf.value());
        if (time.isEmpty()) {
            return Optional.of("a time");
        }
        if (row.time().isEmpty()) {
            return Optional.empty();
        }
        ValuePlace place = ValuePlace.of(row.time());
        return place.in(documents, own).stream()
                .map(Leaf::value)
                .filter(earlier -> time(earlier)
                        .filter(t -> t.withNano(0).isAfter(time.get()))
                        .isPresent())
                .findFirst()
                .map(earlier -> "a time not before " + words(earlier) + " of " + place);
    }

    private static Optional<OffsetDateTime> time(JsonNode value) {
        String text = value.asText();
        if (!isNumeric(text) || text.indexOf('T') < 0 && text.indexOf('t') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What must be there by this row, and is not. */
    List<Leaf> missing(Documents documents, Document own) {
        if (!row.required()) {
            return List.of();
        }
        List<Leaf> missing = at.missing(own.tree());
        return at.below() && missing.isEmpty() ? missingBelow(same.orElseThrow(), documents, own) : missing;
    }

    /** Values that must be here too, by this row, and are not. */
    List<String> uncovered(Documents documents, Document own) {
        if (covered.isEmpty()) {
            return List.of();
        }
        Set<String> here = values(at.places(own.tree()));
        return values(covered.get().in(documents, own)).stream()
                .filter(value -> !here.contains(value))
                .toList();
    }

    private static Set<String> values(List<Leaf> places) {
        return places.stream()
                .map(place -> ForeignField.shown(place.value()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Why the value may be anything, or may be absent; empty where it may not. */
    Optional<String> free() {
        return Optional.ofNullable(row.free());
    }

    /** Whatever is at the other place must be here too. */
    private List<Leaf> missingBelow(ValuePlace place, Documents documents, Document own) {
        List<Leaf> missing = new ArrayList<>();
        for (Leaf here : at.places(own.tree())) {
            for (Leaf there : place.in(documents, own)) {
                Leaf.of(there.value()).stream()
                        .filter(leaf -> here.value().at(leaf.pointer()).isMissingNode())
                        .map(leaf -> here.below(leaf.path()))
                        .forEach(missing::add);
            }
        }
        return missing;
    }

    /** Numbers and their texts are alike, quantities of one amount, and times of one instant. */
    private static boolean alike(JsonNode expected, JsonNode actual) {
        if (expected.isContainerNode() || actual.isContainerNode()) {
            return expected.equals(actual);
        }
        String one = ForeignField.shown(expected);
        String other = ForeignField.shown(actual);
        return one.equals(other) && expected.isMissingNode() == actual.isMissingNode()
                || bytes(one).isPresent() && bytes(one).equals(bytes(other))
                || time(expected).isPresent()
                        && time(expected)
                                .map(OffsetDateTime::toInstant)
                                .equals(time(actual).map(OffsetDateTime::toInstant));
    }

    private static boolean isAtLeast(JsonNode value, JsonNode bound) {
        Optional<Long> least = bytes(ForeignField.shown(bound));
        return least.isPresent()
                && bytes(ForeignField.shown(value))
                        .filter(amount -> amount >= least.get())
                        .isPresent();
    }

    private static Optional<Long> bytes(String quantity) {
        if (!isNumeric(quantity)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Quantity.getAmountInBytes(Quantity.parse(quantity))
                    .toBigInteger()
                    .longValueExact());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Whether it begins like a number. Most texts do not, and each would cost an exception. */
    private static boolean isNumeric(String text) {
        return !text.isEmpty() && (Character.isDigit(text.charAt(0)) || "+-.".indexOf(text.charAt(0)) >= 0);
    }

    static String words(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText().isEmpty() ? "an empty text" : value.asText();
    }

    /** For a report: who writes it, and since when. */
    String origin() {
        return row.by() + (row.since().isEmpty() ? "" : " since " + row.since());
    }
}
