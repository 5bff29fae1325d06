package mtv.text;

import java.util.regex.Pattern;

/** Names of fields whose values may be secret, and are not shown to the many who read a report. */
public final class SecretNames {

    /** Stands in place of a value. */
    public static final String NOT_SHOWN = "a value that is not shown";

    /** What a guest is told when it first starts may hold passwords. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)userData|networkData|password|passwd|token|secret|privateKey|sysprep");

    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)([\\w.-]*(?:password|passwd|token|secret|authorization)[\\w.-]*[\"']?\\s*[:=]\\s*"
                    + "(?:bearer |basic )?[\"']?)([^\\s\"',}]+)");

    private SecretNames() {}

    public static boolean contains(String name) {
        return SECRET.matcher(name).find();
    }

    /** A line of a log, without what such a name is given in it. */
    public static String withoutValues(String line) {
        return ASSIGNED.matcher(line).replaceAll("$1(not shown)");
    }
}
