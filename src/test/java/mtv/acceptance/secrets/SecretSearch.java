package mtv.acceptance.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Looks for secrets in files: as they are, in base64 at any offset, and encoded for a URL. */
final class SecretSearch {

    /** As OpenShift's tokens begin, whose rest no test knows. */
    private static final String TOKEN = "sha256~";

    private final Map<String, String> needles = new LinkedHashMap<>();

    /** @param secrets by the names that findings are to give them */
    SecretSearch(Map<String, String> secrets) {
        secrets.forEach(this::add);
        add("a token", TOKEN);
        add("a private key", "PRIVATE KEY-----");
    }

    private void add(String name, String secret) {
        needles.put(secret, name);
        needles.putIfAbsent(URLEncoder.encode(secret, StandardCharsets.UTF_8), name + ", encoded for a URL");
        for (int offset = 0; offset < 3; offset++) {
            needles.put(base64(secret.getBytes(StandardCharsets.UTF_8), offset), name + ", in base64");
        }
    }

    /** The digits that stand for the secret alone when that many bytes are before it. */
    private static String base64(byte[] secret, int offset) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int begin = offset == 0 ? 0 : offset + 1;
        int end = whole.length() - (shifted.length % 3 == 0 ? 0 : 1);
        return whole.substring(begin, end);
    }

    /** Each file of a folder that has a secret, with the names of the secrets and the text before each. */
    List<String> in(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                in(text(file)).forEach(name -> found.add(folder.relativize(file) + ": " + name));
            }
        }
        return found;
    }

    Collection<String> in(String text) {
        return needles.entrySet().stream()
                .filter(needle -> text.contains(needle.getKey()))
                .map(needle -> needle.getValue() + " behind \"" + before(text, text.indexOf(needle.getKey())) + "\"")
                .distinct()
                .toList();
    }

    private static String before(String text, int at) {
        return text.substring(Math.max(0, at - 80), at).replaceAll("\\s+", " ");
    }

    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean zipped = bytes.length > 2 && Arrays.equals(Arrays.copyOf(bytes, 2), new byte[] {0x1f, (byte) 0x8b});
        if (!zipped) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
