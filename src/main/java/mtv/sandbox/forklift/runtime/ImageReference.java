package mtv.sandbox.forklift.runtime;

import java.util.regex.Pattern;

/** Names of container images. */
public final class ImageReference {

    /** Registry with an optional port, path, tag and digest. */
    private static final Pattern IMAGE = Pattern.compile(String.join(
            "",
            "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])",
            "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?/)?",
            "[a-z0-9]+(?:(?:[._]|__|-*)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-*)[a-z0-9]+)*)*",
            "(?::[0-9A-Za-z_][0-9A-Za-z_.-]{0,127})?",
            "(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,})?"));

    private ImageReference() {}

    public static boolean isReference(String text) {
        return IMAGE.matcher(text).matches();
    }
}
