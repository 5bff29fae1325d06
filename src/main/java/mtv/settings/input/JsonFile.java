package mtv.settings.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON file with the line of each value.
 *
 * @param lines the line of each value, by its JSON pointer
 */
public record JsonFile(Path path, JsonNode root, Map<String, Integer> lines) {
    /** Limit of nesting. No file of the suite is as deep, and the stack is large enough for it. */
    private static final int DEEPEST = 100;

    private static final int LONGEST_NUMBER = 100;

    /** Comments and trailing commas are allowed, because people write them. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_YAML_COMMENTS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Empty when the file is missing or malformed, which is then one of the problems. */
    public static Optional<JsonFile> read(Path path, String key, Problems problems) {
        try {
            String text = TextFile.read(path);
            if (text.isBlank()) {
                problems.add(path.toString(), "the file is empty", "write it, or name another one with " + key);
                return Optional.empty();
            }
            return Optional.of(new JsonFile(path, JSON.readTree(text), lines(text)));
        } catch (JsonProcessingException e) {
            problems.add(place(path, e.getLocation()), "malformed JSON: " + words(e), "correct the file");
        } catch (NoSuchFileException e) {
            problems.add(path.toString(), "there is no such file", "create it, or name another one with " + key);
        } catch (UnreadableFileException e) {
            problems.add(path.toString(), "it " + e.getMessage(), "expected a JSON text; name another one with " + key);
        } catch (IOException e) {
            problems.add(
                    path.toString(), "the file cannot be read", "make it readable, or name another one with " + key);
        }
        return Optional.empty();
    }

    private static String place(Path path, JsonLocation at) {
        return at == null ? path.toString() : path + ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    private static String words(JsonProcessingException e) {
        if (!(e instanceof StreamConstraintsException)) {
            return e.getOriginalMessage().lines().findFirst().orElse("");
        }
        return e.getMessage().contains("depth")
                ? "nested deeper than " + DEEPEST + " levels"
                : "a number, name or text in it is too long (numbers: " + LONGEST_NUMBER + " digits at most)";
    }

    /** File and line of a value, for a message. */
    public String where(String pointer) {
        Integer line = lines.get(pointer);
        return line == null ? path.toString() : path + ":" + line;
    }

    private static Map<String, Integer> lines(String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                lines.putIfAbsent(
                        parser.getParsingContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return Map.copyOf(lines);
    }
}
