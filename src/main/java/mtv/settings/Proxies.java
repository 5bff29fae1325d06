package mtv.settings;

import mtv.settings.input.Problems;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.settings.value.Address;
import mtv.settings.value.Secret;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies of this machine by the usual conventions, and the hosts that they are for: {@code -Dhttps.proxyHost} with
 * {@code https.proxyPort} and {@code http.nonProxyHosts}, as the JDK reads them; else {@code HTTPS_PROXY},
 * {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} in either case, as curl and oc read them. The loopback is
 * reached directly, unless {@code http.nonProxyHosts} is given and leaves it out.
 */
public final class Proxies {
    private static final String NON_PROXY_HOSTS = "http.nonProxyHosts";
    private static final String LOOPBACK = "localhost|127.*|[::1]|0.0.0.0|[::0]";
    private static final String DEFAULT_PORT = "80";

    private final Map<String, String> properties;
    private final Map<String, String> environment;

    private Proxies(Map<String, String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static Proxies of(Map<String, String> properties, Map<String, String> environment) {
        return new Proxies(properties, environment);
    }

    /** The proxies that the system properties and the environment of this process name now. */
    public static Proxies ofThisProcess() {
        SettingsSources process = SettingsSources.ofThisProcess(SuiteParameters.none());
        return of(process.systemProperties(), process.environment());
    }

    /**
     * A proxy that tunnels to other hosts.
     *
     * @param username empty when the proxy needs no login
     * @param origin the property or variable that names it, for messages
     */
    public record Proxy(String host, int port, Optional<String> username, Optional<Secret> password, String origin) {
        /** Without user and password. */
        @Override
        public String toString() {
            return host + ":" + port + " (" + origin + ")";
        }
    }

    /**
     * The proxy for an address; empty when it is reached directly.
     *
     * @throws IllegalArgumentException when the value that names the proxy is not the address of one
     */
    public Optional<Proxy> forUri(URI uri) {
        if (uri.getHost() == null) {
            return Optional.empty();
        }
        String scheme =
                uri.getScheme().toLowerCase(Locale.ROOT).replace("wss", "https").replace("ws", "http");
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        Optional<Proxy> ofProperties = ofProperties(scheme);
        if (ofProperties.isPresent()) {
            return ofProperties.filter(any -> !matchesAny(properties.getOrDefault(NON_PROXY_HOSTS, LOOPBACK), host));
        }
        return matchesAny(properties.getOrDefault(NON_PROXY_HOSTS, LOOPBACK), host) || isExcepted(host, port(uri))
                ? Optional.empty()
                : ofEnvironment(scheme);
    }

    /** Reports each variable whose value is not the address of a proxy. */
    void check(Problems problems) {
        for (String name :
                List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")) {
            try {
                parse(environment.getOrDefault(name, ""), name);
            } catch (IllegalArgumentException e) {
                problems.add(
                        "environment " + name,
                        "\"" + Address.masked(environment.get(name)) + "\" is no proxy that can be used here",
                        "write http://host:port, with user:password@ before the host if it wants them");
            }
        }
    }

    private Optional<Proxy> ofProperties(String scheme) {
        String host = properties.getOrDefault(scheme + ".proxyHost", "");
        String port = properties.getOrDefault(scheme + ".proxyPort", scheme.equals("https") ? "443" : DEFAULT_PORT);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String origin = "-D" + scheme + ".proxyHost";
        Optional<String> user = Optional.ofNullable(properties.get(scheme + ".proxyUser"));
        Optional<Secret> password =
                Optional.ofNullable(properties.get(scheme + ".proxyPassword")).map(Secret::new);
        return Optional.of(new Proxy(host, Integer.parseInt(port.strip()), user, password, origin));
    }

    private Optional<Proxy> ofEnvironment(String scheme) {
        for (String name : List.of(scheme + "_proxy", "all_proxy")) {
            for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
                Optional<Proxy> named = parse(environment.getOrDefault(spelling, ""), spelling);
                if (named.isPresent()) {
                    return named;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Proxy> parse(String text, String name) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Address address = Address.of(text.contains("://") ? text.strip() : "http://" + text.strip());
        if (!address.scheme().equals("http")) {
            throw new IllegalArgumentException("no HTTP proxy");
        }
        String[] login = address.userInfo().split(":", 2);
        return Optional.of(new Proxy(
                address.host(),
                Integer.parseInt(address.port().isEmpty() ? DEFAULT_PORT : address.port()),
                Optional.of(decoded(login[0])).filter(user -> !user.isEmpty()),
                login.length < 2 ? Optional.empty() : Optional.of(new Secret(decoded(login[1]))),
                name));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : uri.getScheme().endsWith("s") ? 443 : 80;
    }

    /** Matches the JDK's notation: patterns separated by bars, with an asterisk at the start or the end. */
    private static boolean matchesAny(String patterns, String host) {
        return Arrays.stream(patterns.toLowerCase(Locale.ROOT).split("\\|"))
                .filter(pattern -> !pattern.isBlank())
                .anyMatch(pattern -> pattern.equals("*")
                        || pattern.startsWith("*") && host.endsWith(pattern.substring(1))
                        || pattern.endsWith("*") && host.startsWith(pattern.substring(0, pattern.length() - 1))
                        || host.equals(pattern));
    }

    private boolean isExcepted(String host, int port) {
        String names = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        return Arrays.stream(names.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> name.equals("*") || isOne(name, host, port));
    }

    private static boolean isOne(String entry, String host, int port) {
        if (entry.contains("/")) {
            return isWithin(entry, host);
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        if (colon > 0
                && entry.indexOf(':') == colon
                && entry.substring(colon + 1).matches("[0-9]+")) {
            if (!entry.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        String bare = name.replaceFirst("^\\*?\\.", "");
        String plain = host.replaceAll("[\\[\\]]", "");
        return plain.equals(bare) || host.endsWith("." + bare);
    }

    /** Whether an address is in a range. A host name is in none, because it is not resolved here. */
    private static boolean isWithin(String range, String host) {
        String plain = host.replaceAll("[\\[\\]]", "");
        if (!plain.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
            return false;
        }
        try {
            byte[] start = InetAddress.getByName(range.substring(0, range.indexOf('/')))
                    .getAddress();
            byte[] address = InetAddress.getByName(plain).getAddress();
            int bits = Integer.parseInt(range.substring(range.indexOf('/') + 1));
            boolean within = start.length == address.length;
            for (int bit = 0; within && bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                within = (start[bit / 8] & mask) == (address[bit / 8] & mask);
            }
            return within;
        } catch (UnknownHostException | RuntimeException e) {
            return false;
        }
    }
}
