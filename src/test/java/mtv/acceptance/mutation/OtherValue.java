package mtv.acceptance.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Values as a broken product could have written them: of the type and form of the right one, but others. */
final class OtherValue {

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,17})([KMGTPE]i?|[mk])?");
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){2}\\.)(\\d{1,3})");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){5}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int HEX = 16;
    private static final int MOST_MINUTES = 60;
    private static final int LAST_ADDRESS = 254;

    /** Words of the products in place of which there could be another one. */
    private static final List<List<String>> WORDS = List.of(
            List.of("True", "False", "Unknown"),
            List.of("true", "false"),
            List.of("Running", "Stopped", "Paused", "Starting"),
            List.of("Always", "Halted", "Manual", "RerunOnFailure"),
            List.of("Bound", "Pending", "Lost"),
            List.of("Filesystem", "Block"),
            List.of("ReadWriteOnce", "ReadWriteMany", "ReadOnlyMany"),
            List.of("virtio", "sata", "scsi"),
            List.of("Completed", "CopyDisks", "Pending"),
            List.of("Succeeded", "Failed", "InProgress"),
            List.of("poweredOn", "poweredOff", "suspended"),
            List.of("up", "down"),
            List.of("on", "off"),
            List.of("bios", "efi"));

    private static final Map<String, List<String>> INSTEAD = instead();

    private OtherValue() {}

    private static Map<String, List<String>> instead() {
        Map<String, List<String>> instead = new TreeMap<>();
        for (List<String> words : WORDS) {
            words.forEach(word -> instead.putIfAbsent(
                    word, words.stream().filter(other -> !other.equals(word)).toList()));
        }
        return instead;
    }

    /** @param value text, number or boolean */
    static JsonNode of(JsonNode value, Random random) {
        if (value.isBoolean()) {
            return BooleanNode.valueOf(!value.booleanValue());
        }
        if (value.isInt()) {
            return IntNode.valueOf((int) number(value.intValue(), random));
        }
        if (value.isNumber()) {
            return value.isIntegralNumber()
                    ? LongNode.valueOf(number(value.longValue(), random))
                    : DoubleNode.valueOf(value.doubleValue() + 1);
        }
        return TextNode.valueOf(text(value.asText(), random));
    }

    private static long number(long value, Random random) {
        List<Long> others = value > 1 && value < Integer.MAX_VALUE / 2
                ? List.of(value + 1, value * 2, value - 1)
                : List.of(value + 1);
        return others.get(random.nextInt(others.size()));
    }

    static String text(String value, Random random) {
        List<String> words = INSTEAD.get(value);
        if (words != null) {
            return words.get(random.nextInt(words.size()));
        }
        Matcher quantity = QUANTITY.matcher(value);
        if (quantity.matches()) {
            String unit = quantity.group(2) == null ? "" : quantity.group(2);
            return number(Long.parseLong(quantity.group(1)), random) + unit;
        }
        Matcher address = ADDRESS.matcher(value);
        if (address.matches()) {
            return address.group(1) + (Integer.parseInt(address.group(2)) % LAST_ADDRESS + 1);
        }
        if (HEXADECIMAL.matcher(value).matches()) {
            return hexadecimal(value, random);
        }
        return time(value, random);
    }

    private static String hexadecimal(String value, Random random) {
        List<Integer> digits = IntStream.range(0, value.length())
                .filter(i -> Character.digit(value.charAt(i), HEX) >= 0)
                .boxed()
                .toList();
        // the last ones, so that a MAC stays one of a single station
        int at = digits.get(digits.size() - 1 - random.nextInt(digits.size() / 2));
        int digit = Character.digit(value.charAt(at), HEX);
        return value.substring(0, at) + Character.forDigit((digit + 1) % HEX, HEX) + value.substring(at + 1);
    }

    private static String time(String value, Random random) {
        try {
            String other = OffsetDateTime.parse(value)
                    .plusMinutes(1L + random.nextInt(MOST_MINUTES))
                    .toInstant()
                    .toString();
            return other.equals(value) ? other + " " : other;
        } catch (DateTimeParseException e) {
            return word(value, random);
        }
    }

    /** One letter or digit is another one, in the same case. */
    private static String word(String value, Random random) {
        List<Integer> places = IntStream.range(0, value.length())
                .filter(i -> value.charAt(i) < 128 && Character.isLetterOrDigit(value.charAt(i)))
                .boxed()
                .toList();
        if (places.isEmpty()) {
            return value + "x";
        }
        int at = places.get(random.nextInt(places.size()));
        return value.substring(0, at) + next(value.charAt(at)) + value.substring(at + 1);
    }

    private static char next(char character) {
        return switch (character) {
            case '9' -> '0';
            case 'z' -> 'a';
            case 'Z' -> 'A';
            default -> (char) (character + 1);
        };
    }
}
