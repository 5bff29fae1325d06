package mtv.record;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Removes secrets from texts: the data of Secrets, fields that are named like a secret, what looks like a token or a
 * private key, and the run's own secrets wherever they appear.
 */
final class Mask {

    static final String MASKED = "masked";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader WHOLE = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String MASKED_BASE64 = base64(MASKED);

    /** Shorter secrets are not searched for, because names and numbers contain them. */
    private static final int SHORTEST = 4;

    /** Keys of a Secret whose values are not secret, and which the suite compares. */
    private static final Set<String> OPEN_KEYS = Set.of("insecureSkipVerify");

    private static final Pattern NAMED =
            Pattern.compile("(?i)(.*[._-])?(password|passwd|passphrase|token|secret|(access|id|refresh|bearer)_?token"
                    + "|(secret)?access_?key|private_?key|client-key-data|authorization|credentials?)");

    private static final Pattern SHAPED = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*KEY-----"
                    + "|sha256~[\\w-]{16,}|eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"
                    + "|(?<=://)[^/\\s@\"]+(?=@)|(?<=[Bb]earer )[\\w.~+/=-]+"
                    + "|(?<=[Bb]asic )[\\w+/=]{8,}",
            Pattern.DOTALL);

    private final List<String> known = new ArrayList<>();

    /** @param secrets of the run */
    Mask(Collection<String> secrets) {
        secrets.stream().filter(secret -> secret.length() >= SHORTEST).forEach(secret -> {
            known.add(secret);
            known.add(base64(secret));
            known.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        });
        known.sort(Comparator.comparingInt(String::length).reversed());
    }

    /** JSON stays JSON, and everything else is a text. */
    JsonNode body(String text) {
        return json(text).orElseGet(() -> TextNode.valueOf(text(text)));
    }

    /** Empty for what is no JSON; a vCenter answers by a JSON string alone, too. */
    Optional<JsonNode> json(String text) {
        try {
            JsonNode json = WHOLE.readTree(text);
            return json.isMissingNode() ? Optional.empty() : Optional.of(masked(json, false));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Several values of JSON, one a line, as a watch without a WebSocket has its events, stay such; else a text. */
    String lines(String text) {
        List<JsonNode> lines =
                text.lines().map(this::json).flatMap(Optional::stream).toList();
        return lines.size() == text.lines().count()
                ? lines.stream().map(line -> line + "\n").collect(Collectors.joining())
                : text(text);
    }

    String text(String text) {
        String masked = text;
        for (String secret : known) {
            masked = masked.replace(secret, MASKED);
        }
        return SHAPED.matcher(masked).replaceAll(MASKED);
    }

    private JsonNode masked(JsonNode node, boolean ofSecrets) {
        if (node instanceof ObjectNode object) {
            boolean secret = isSecret(object) || (ofSecrets && object.has("metadata"));
            object.properties().forEach(field -> field.setValue(field(field, secret, ofSecrets || isList(object))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i), ofSecrets));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(text(node.asText()));
        }
        return node;
    }

    private JsonNode field(Map.Entry<String, JsonNode> field, boolean secret, boolean ofSecrets) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        if (secret && (name.equals("data") || name.equals("stringData")) && value instanceof ObjectNode data) {
            String replacement = name.equals("data") ? MASKED_BASE64 : MASKED;
            data.properties().stream()
                    .filter(entry -> !OPEN_KEYS.contains(entry.getKey()))
                    .filter(entry -> !entry.getValue().asText().isEmpty())
                    .forEach(entry -> entry.setValue(TextNode.valueOf(replacement)));
            return data;
        }
        if (name.equals("kubectl.kubernetes.io/last-applied-configuration")
                || (value.isTextual()
                        && !value.asText().isEmpty()
                        && NAMED.matcher(name).matches())) {
            return TextNode.valueOf(MASKED);
        }
        return masked(value, ofSecrets);
    }

    private static boolean isSecret(ObjectNode object) {
        return object.path("kind").asText().equals("Secret");
    }

    private static boolean isList(ObjectNode object) {
        return object.path("kind").asText().equals("SecretList");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
