package mtv.sandbox.forklift.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that MTV uses as names. */
public final class HexDigest {

    private HexDigest() {}

    /**
     * The digest of a text in hexadecimal.
     *
     * @param algorithm that every Java has
     */
    public static String of(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }
}
