package mtv.settings.input;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address with a scheme and a host, as RFC 3986 writes it. Unlike {@link java.net.URI} it knows hosts with an
 * underscore, which no registry gives out, but name servers and MTV take.
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

    /** @throws IllegalArgumentException when it is none */
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

    /** Whether it says nothing but where to go: no user, no password, no query. */
    public boolean isPlain() {
        return userInfo.isEmpty() && !rest.contains("?") && !rest.contains("#");
    }

    /** Where it leads to: the same for two spellings of one address. */
    public String authority() {
        String last = port.isEmpty() ? scheme.equals("https") ? "443" : "80" : port;
        return host.replaceFirst("\\.$", "") + ":" + last;
    }

    /** Without user and password. */
    String text() {
        return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port) + rest;
    }

    /** The same text for people: what may be user and password of an address is left out. */
    public static String masked(String text) {
        boolean suspicious = text.indexOf('@') > text.indexOf(':') && text.contains(":");
        return suspicious ? text.replaceFirst("(?s)^([A-Za-z][A-Za-z0-9+.-]*+://)?+.*@", "$1***@") : text;
    }

    @Override
    public String toString() {
        return text();
    }
}
