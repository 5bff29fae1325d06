package mtv.settings.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL with a scheme and a host by RFC 3986. Unlike {@link java.net.URI} it accepts a host with an underscore, as name
 * servers and MTV do.
 *
 * @param scheme in lower case, likewise the host
 * @param userInfo user and password before an at sign; empty for none
 * @param port empty for the scheme's own
 * @param rest path, query and fragment
 */
public record Address(String scheme, String userInfo, String host, String port, String rest) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*+)://(?:([^/?#]*)@)?+"
            + "(\\[[0-9A-Fa-f:.]++(?:%25[A-Za-z0-9._~-]++)?+\\]|[^\\s/?#@:\\[\\]]++)(?::([0-9]{0,5}))?+([/?#]\\S*+)?+");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?+"
            + "(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?+)*+\\.?+");

    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException when the text is not such a URL */
    public static Address of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no address");
        }
        String host = form.group(3);
        String port = form.group(4) == null ? "" : form.group(4);
        boolean known = host.startsWith("[") || HOST.matcher(host).matches();
        if (!known || !port.isEmpty() && (Integer.parseInt(port) > LAST_PORT || Integer.parseInt(port) == 0)) {
            throw new IllegalArgumentException("no host, or no port");
        }
        return new Address(
                form.group(1).toLowerCase(Locale.ROOT),
                form.group(2) == null ? "" : form.group(2),
                host.toLowerCase(Locale.ROOT),
                port,
                form.group(5) == null ? "" : form.group(5));
    }

    /** Whether it has no user, no password, no query and no fragment. */
    public boolean isPlain() {
        return userInfo.isEmpty() && !rest.contains("?") && !rest.contains("#");
    }

    /** Host and port, which are equal for two spellings of one address. */
    public String authority() {
        String last = port.isEmpty() ? scheme.equals("https") ? "443" : "80" : port;
        return host.replaceFirst("\\.$", "") + ":" + last;
    }

    /** Without user and password. */
    public String text() {
        return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port) + rest;
    }

    /** The text for messages, with asterisks in place of what may be user and password. */
    public static String masked(String text) {
        boolean suspicious = text.indexOf('@') > text.indexOf(':') && text.contains(":");
        return suspicious ? text.replaceFirst("(?s)^([A-Za-z][A-Za-z0-9+.-]*+://)?+.*@", "$1***@") : text;
    }

    @Override
    public String toString() {
        return text();
    }
}
