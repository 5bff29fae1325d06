package mtv.evidence.gather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import mtv.evidence.SecretFields;
import mtv.text.SecretNames;
import org.yaml.snakeyaml.LoaderOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file of a must-gather without what is secret. An object in YAML or JSON loses its secret fields; in any other
 * text, such as a log, or the message of an {@code oc} that failed where YAML was expected, each line loses what it
 * assigns to a secret name.
 */
final class GatheredText {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .loaderOptions(largest())
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What cannot be read as an object must not be one of these. */
    private static final Pattern SECRET = Pattern.compile("(?m)kind[\"']?\\s*:\\s*[\"']?Secret(List)?\\b");

    /** How {@code oc} begins when it fails, which can be read as YAML, too. */
    private static final Pattern ERROR = Pattern.compile("(?i)error\\b.*");

    private GatheredText() {}

    private static LoaderOptions largest() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ArchiveUnpacker.MOST_OF_A_FILE);
        return options;
    }

    /** @return empty for what is no text, or may be a Secret that cannot be read */
    static Optional<String> withoutSecrets(String name, byte[] bytes) {
        Optional<String> text = text(bytes);
        String lower = name.toLowerCase(Locale.ROOT);
        ObjectMapper form = lower.endsWith(".json") ? JSON : lower.matches(".*\\.ya?ml") ? YAML : null;
        if (text.isEmpty() || form == null || ERROR.matcher(text.get()).lookingAt()) {
            return text.map(GatheredText::lines);
        }
        Optional<String> objects = objects(form, text.get());
        return objects.isPresent() || SECRET.matcher(text.get()).find() ? objects : text.map(GatheredText::lines);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** @return empty when it is not made of objects alone */
    private static Optional<String> objects(ObjectMapper form, String text) {
        try (MappingIterator<JsonNode> documents =
                form.readerFor(JsonNode.class).readValues(text)) {
            List<JsonNode> all = documents.readAll();
            if (all.isEmpty() || !all.stream().allMatch(JsonNode::isContainerNode)) {
                return Optional.empty();
            }
            StringBuilder shown = new StringBuilder();
            for (JsonNode each : all) {
                shown.append(written(form, SecretFields.hidden(each)));
            }
            return Optional.of(shown.toString());
        } catch (IOException | RuntimeException e) { // whatever a strange file leads to
            return Optional.empty();
        }
    }

    private static String written(ObjectMapper form, JsonNode node) throws JsonProcessingException {
        String text = form.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        return text.endsWith("\n") ? text : text + "\n";
    }

    private static String lines(String text) {
        return text.lines().map(SecretNames::withoutValues).collect(Collectors.joining("\n", "", "\n"));
    }
}
