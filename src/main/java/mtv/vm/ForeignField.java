package mtv.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Quantity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A field of a foreign JSON object. Absent and null are one, since an API server prunes nulls; a value of another type
 * than the field's is unreadable, never a default.
 *
 * @param value what is there; of a parent that is no object, the parent itself
 * @param path of the field, or of the parent that stands in its way
 * @param astray whether a parent stands in its way
 */
public record ForeignField(JsonNode value, String path, boolean astray) {

    private static final int LONGEST = 60;

    /** @param path names with dots between them */
    public static ForeignField of(JsonNode object, String path) {
        JsonNode at = object;
        StringBuilder gone = new StringBuilder();
        for (String name : path.split("\\.")) {
            if (!isThere(at)) {
                return new ForeignField(MissingNode.getInstance(), path, false);
            }
            if (!at.isObject()) {
                return new ForeignField(at, gone.isEmpty() ? path : gone.toString(), true);
            }
            gone.append(gone.isEmpty() ? "" : ".").append(name);
            at = at.path(name);
        }
        return new ForeignField(at, path, false);
    }

    public boolean isThere() {
        return isThere(value);
    }

    private static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Unknown when absent or empty. */
    public Fact<String> text() {
        if (!isThere()) {
            return Fact.text("", path);
        }
        return astray || value.isContainerNode() ? unreadable("a text") : Fact.text(value.asText(), path);
    }

    /** Whatever is there, for comparisons of texts: empty when absent, and JSON where it is no text. */
    public static String shown(JsonNode value) {
        return !isThere(value) ? "" : value.isContainerNode() ? value.toString() : value.asText();
    }

    /** A number, or a text of one. */
    public Fact<Integer> whole(int whenAbsent) {
        return isThere() ? parsed(text -> new BigDecimal(text).intValueExact(), "a whole number") : of(whenAbsent);
    }

    /** Of a quantity as Kubernetes writes it, {@code 2Gi}; unknown when absent. */
    public Fact<Long> bytes() {
        return isThere() ? parsed(ForeignField::bytes, "a quantity") : Fact.unknown(path + " is empty");
    }

    private static long bytes(String quantity) {
        return Quantity.getAmountInBytes(Quantity.parse(quantity))
                .toBigInteger()
                .longValueExact();
    }

    /** True and false, or their texts. */
    public Fact<Boolean> flag(boolean whenAbsent) {
        if (!isThere()) {
            return of(whenAbsent);
        }
        return parsed(
                text -> Stream.of(true, false)
                        .filter(flag -> flag.toString().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)),
                "true or false");
    }

    /** As Kubernetes writes it, {@code 2026-03-04T10:00:00Z}; unknown when absent. */
    public Fact<Instant> time() {
        return isThere() ? parsed(Instant::parse, "a time") : Fact.unknown(path + " is empty");
    }

    /** Whether there is an object, and no flag of it says that it is not wanted. */
    public Fact<Boolean> enabled(String flag) {
        if (!isThere()) {
            return of(false);
        }
        return astray || !value.isObject()
                ? unreadable("an object")
                : new ForeignField(value.path(flag), path + "." + flag, false).flag(true);
    }

    private <T> Fact<T> of(T told) {
        return Fact.of(told, path);
    }

    /** @param read throws whatever it likes at a text that it cannot read */
    private <T> Fact<T> parsed(Function<String, T> read, String expected) {
        if (astray || value.isContainerNode()) {
            return unreadable(expected);
        }
        try {
            return Fact.of(read.apply(value.asText().strip()), path);
        } catch (RuntimeException e) {
            return unreadable(expected);
        }
    }

    /** @param expected in words */
    public <T> Fact<T> unreadable(String expected) {
        String json = value.toString();
        String found = json.length() > LONGEST ? json.substring(0, LONGEST) + "…" : json;
        return Fact.unreadable(path + " is " + found + ", not " + (astray ? "an object" : expected));
    }

    /** Of a typed client, which reads any text as a quantity; unknown for null. */
    public static Fact<Long> quantity(String path, Quantity found) {
        return found == null
                ? Fact.unknown(path + " is empty")
                : new ForeignField(TextNode.valueOf(found.toString()), path, false).bytes();
    }
}
