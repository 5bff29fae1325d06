package mtv.sandbox.sources;

import java.net.MalformedURLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A url as the product reads it, whose parser is that of Go: blanks in a path, no scheme at all or one in upper case
 * are no mistakes there, and a port that is no number is one.
 *
 * @param scheme in lower case; empty when there is none
 * @param host with its port, in lower case; empty when there is none
 * @param path as it was written
 */
public record SourceUrl(String scheme, String host, String path) {

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String BAD_ESCAPE_SAYS = "invalid URL escape";
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._:~!$&'()*+,;=%@-]*");
    /** What is not ASCII may be written as it is, or escaped; what is ASCII may not be escaped. */
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:\\[\\]<>\"-]|[^\\x00-\\x7f]|%25|%[89A-Fa-f][0-9A-Fa-f])*");

    private static final List<String> THIS_MACHINE = List.of("localhost", "[::1]");
    private static final String HTTPS = "https";

    /** @throws MalformedURLException where the product's parser fails, which in some places ends a turn silently */
    public static SourceUrl parse(String url) throws MalformedURLException {
        require(!CONTROL.matcher(url).find(), "invalid control character in URL");
        String rest = before(url, '#');
        require(!BAD_ESCAPE.matcher(url.substring(rest.length())).find(), BAD_ESCAPE_SAYS);
        require(!rest.startsWith(":"), "missing protocol scheme");
        String scheme = "";
        if (SCHEME.matcher(rest).matches()) {
            scheme = before(rest, ':').toLowerCase(Locale.ROOT);
            rest = rest.substring(scheme.length() + 1);
        }
        rest = before(rest, '?');
        if (!rest.startsWith("/") && !scheme.isEmpty()) {
            return new SourceUrl(scheme, "", "");
        }
        require(
                rest.startsWith("/") || !before(rest, '/').contains(":"),
                "first path segment in URL cannot contain colon");
        String host = "";
        if (rest.startsWith("//") && !(scheme.isEmpty() && rest.startsWith("///"))) {
            String authority = before(rest.substring(2), '/');
            rest = rest.substring(2 + authority.length());
            host = host(authority);
        }
        require(!BAD_ESCAPE.matcher(rest).find(), BAD_ESCAPE_SAYS);
        return new SourceUrl(scheme, host.toLowerCase(Locale.ROOT), rest);
    }

    private static String host(String authority) throws MalformedURLException {
        int user = authority.lastIndexOf('@');
        require(user < 0 || USER.matcher(authority.substring(0, user)).matches(), "net/url: invalid userinfo");
        String host = authority.substring(user + 1);
        int port = host.lastIndexOf(':');
        if (host.startsWith("[")) {
            port = host.lastIndexOf(']') + 1;
            require(port > 0, "missing ']' in host");
        }
        require(port < 0 || PORT.matcher(host.substring(port)).matches(), "invalid port after host");
        require(!BAD_ESCAPE.matcher(host).find(), BAD_ESCAPE_SAYS);
        require(HOST.matcher(host).matches(), "invalid character in host name");
        return host;
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static void require(boolean good, String otherwise) throws MalformedURLException {
        if (!good) {
            throw new MalformedURLException(otherwise);
        }
    }

    /** Where a TLS connection would be opened, host and port: without a host the path is taken for it. */
    public String tlsAuthority() {
        return withPort(host.isEmpty() ? path : host);
    }

    /** Whether both lead to the same server by the same protocol. */
    public boolean hasServerOf(SourceUrl other) {
        return scheme.equals(other.scheme) && server(host).equals(server(other.host));
    }

    /** Whether a TLS connection for this one would be opened to the server of the other. */
    public boolean reaches(SourceUrl other) {
        return server(tlsAuthority()).equals(server(other.host));
    }

    /** All names of this machine are one. */
    private static String server(String authority) {
        String full = withPort(authority.toLowerCase(Locale.ROOT));
        String name = full.substring(0, full.lastIndexOf(':'));
        return THIS_MACHINE.contains(name) ? "127.0.0.1" + full.substring(name.length()) : full;
    }

    private static String withPort(String host) {
        return host.lastIndexOf(':') > host.lastIndexOf(']') ? host : host + ":443";
    }

    /** Whether what listens there can only be on this machine. */
    public boolean isLocal() {
        return server(tlsAuthority()).startsWith("127.0.0.1:");
    }

    public boolean isSecure() {
        return HTTPS.equals(scheme);
    }
}
