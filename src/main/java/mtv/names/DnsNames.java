package mtv.names;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What Kubernetes accepts as a name: RFC 1123 in lower case. */
public final class DnsNames {

    /** Longest label, in characters. */
    public static final int LABEL = 63;

    private static final int SUBDOMAIN = 253;
    private static final Pattern PART = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private DnsNames() {}

    public static boolean isLabel(String name) {
        return name.length() <= LABEL && PART.matcher(name).matches();
    }

    /** Whether it is a subdomain, whose parts may be longer than a label. */
    public static boolean isSubdomain(String name) {
        return name.length() <= SUBDOMAIN
                && Arrays.stream(name.split("\\.", -1))
                        .allMatch(part -> PART.matcher(part).matches());
    }
}
