package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.json.Glob;
import mtv.sandbox.json.JsonSelector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A line of {@code symptoms.txt}, whose head explains the columns and their words.
 *
 * @param faults what is armed, of which the first is what the line is about, and names its Plan
 * @param how the words that say what happens
 * @param end how the Plan ends
 * @param object what is looked at
 * @param path a place in the object
 * @param text the value expected there
 */
record Symptom(List<String> faults, Set<String> how, String end, String object, String path, String text) {

    static List<Symptom> all() {
        try (InputStream table = Symptom.class.getResourceAsStream("symptoms.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("|") && !line.startsWith("#"))
                    .map(Symptom::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Symptom of(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return new Symptom(
                List.of(cells.get(0).split(" *\\+ *")),
                Set.of(cells.get(1).split(" +")),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5));
    }

    String name() {
        return faults.get(0).split("@")[0];
    }

    boolean is(String word) {
        return how.contains(word);
    }

    /** Whether it has a Plan. */
    boolean plans() {
        return is("cold") || is("warm") || is("later");
    }

    /** Its faults with their scopes, which are objects with the name of the line if nothing else is given. */
    Stream<String> armed() {
        return faults.stream().map(fault -> fault.contains("@") ? fault : fault + "@" + name());
    }

    /** @param look gives an object by its word */
    boolean holds(Function<String, JsonNode> look) {
        JsonNode looked = look.apply(object);
        List<String> seen = texts(looked, path);
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "-" -> !looked.isEmpty() && seen.isEmpty();
            case "gone" -> looked.isEmpty();
            case "all" -> !seen.isEmpty() && seen.stream().allMatch(Glob.of(words[1])::matches);
            case "falls" ->
                IntStream.range(1, seen.size())
                        .anyMatch(i -> Long.parseLong(seen.get(i)) < Long.parseLong(seen.get(i - 1)));
            case "same" -> seen.equals(texts(look.apply(words[1]), words[2])) && !seen.isEmpty();
            case "other" ->
                !seen.isEmpty()
                        && texts(look.apply(words[1]), words[2]).stream().noneMatch(seen::contains);
            case "after" ->
                !seen.isEmpty()
                        && texts(look.apply(object), words[1]).stream()
                                .anyMatch(start -> since(start, seen.get(0)) >= Long.parseLong(words[2]));
            default -> seen.stream().anyMatch(Glob.of(text)::matches);
        };
    }

    /** A message that names the expected value and the one that was found. */
    String differs(Function<String, JsonNode> look) {
        JsonNode seen = look.apply(object);
        List<String> texts = texts(seen, path);
        String there = texts.isEmpty() ? "nothing in " + seen : texts.toString();
        return name() + ": " + object + " " + path + " should be " + text + ", and there is " + there;
    }

    private static long since(String start, String end) {
        return Duration.between(Instant.parse(start), Instant.parse(end)).toSeconds();
    }

    private static List<String> texts(JsonNode object, String path) {
        return path.isEmpty()
                ? List.of()
                : JsonSelector.of(path).find(object).stream()
                        .map(JsonSelector.Place::get)
                        .map(value -> value.isContainerNode() ? value.toString() : value.asText())
                        .toList();
    }
}
