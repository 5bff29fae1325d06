package mtv.sandbox.forklift.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Texts made short and always the same, where the product uses such a digest for a name. */
public final class HexDigest {

    private HexDigest() {}

    /**
     * In hexadecimal.
     *
     * @param algorithm that every Java has
     */
    public static String hex(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }
}
