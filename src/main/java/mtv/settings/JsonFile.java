package mtv.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON file that remembers on which line each value stands.
 *
 * @param lines the line of each value, by its JSON pointer
 */
public record JsonFile(Path path, JsonNode root, Map<String, Integer> lines) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Empty when the file is missing or malformed, which is then one of the problems. */
    public static Optional<JsonFile> read(Path path, String key, Problems problems) {
        try {
            String text = Files.readString(path);
            return Optional.of(new JsonFile(path, JSON.readTree(text), lines(text)));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            problems.add(
                    path + ":" + at.getLineNr() + ":" + at.getColumnNr(),
                    "malformed JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "correct the file");
        } catch (NoSuchFileException e) {
            problems.add(path.toString(), "there is no such file", "create it, or name another one with " + key);
        } catch (IOException e) {
            problems.add(
                    path.toString(), "the file cannot be read", "make it readable, or name another one with " + key);
        }
        return Optional.empty();
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
