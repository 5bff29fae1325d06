package mtv.settings.input;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a setting's text must look like, and what it becomes.
 *
 * @param expected completes the sentence "expected ..."
 * @param parser throws IllegalArgumentException on anything else
 */
public record Kind<T>(String expected, Function<String, T> parser) {
    private static final Map<String, Boolean> FLAGS = Map.of(
            "true", true, "yes", true, "on", true, "1", true, "false", false, "no", false, "off", false, "0", false);

    public T parse(String text) {
        return parser.apply(text);
    }

    public static Kind<Boolean> flag() {
        return new Kind<>("true, false, yes, no, on, off, 1 or 0", text -> {
            Boolean flag = FLAGS.get(text.toLowerCase(Locale.ROOT));
            require(flag != null);
            return flag;
        });
    }

    public static Kind<Integer> count(int min, int max) {
        return new Kind<>("a whole number from " + min + " to " + max, text -> whole(text, min, max));
    }

    public static Kind<Integer> count(int min) {
        return new Kind<>("a whole number, at least " + min, text -> whole(text, min, Integer.MAX_VALUE));
    }

    public static Kind<Duration> seconds(int min, int max) {
        return new Kind<>(
                "a whole number of seconds from " + min + " to " + max,
                text -> Duration.ofSeconds(whole(text, min, max)));
    }

    public static Kind<Duration> minutes(int min, int max) {
        return new Kind<>(
                "a whole number of minutes from " + min + " to " + max,
                text -> Duration.ofMinutes(whole(text, min, max)));
    }

    public static Kind<Long> number() {
        return new Kind<>("a whole number", Long::valueOf);
    }

    public static Kind<Double> factor(double min, double max) {
        return new Kind<>(String.format(Locale.ROOT, "a number from %.0f to %.0f", min, max), text -> {
            double factor = Double.parseDouble(text);
            require(factor >= min && factor <= max);
            return factor;
        });
    }

    public static Kind<String> text() {
        return new Kind<>("any text", Function.identity());
    }

    /** What a host name may hold, in any case. */
    public static Kind<String> hostPart() {
        return new Kind<>("a part of a host name, such as ocp.example.com", matching("[A-Za-z0-9._-]*"));
    }

    public static Kind<Secret> secret() {
        return new Kind<>("any text", Secret::new);
    }

    public static Kind<String> label() {
        return new Kind<>(
                "a DNS label (lower-case letters, digits and inner dashes, at most 63)",
                matching("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
    }

    /** Namespaces that begin as those of the cluster are treated as such. */
    public static Kind<String> namespacePrefix() {
        return new Kind<>(label().expected(), text -> {
            if (text.matches("(kube|openshift)(-.*)?")) {
                throw new Refusal("begin otherwise: " + text + "-... belongs to the cluster itself");
            }
            return label().parse(text);
        });
    }

    public static Kind<String> resourceName() {
        return new Kind<>(
                "the name of a cluster resource (lower-case letters, digits, inner dashes and dots)",
                matching("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?"));
    }

    /** Without the slash at its end, which is no part of an API's address; scheme and host in lower case. */
    public static Kind<String> httpsUrl() {
        return new Kind<>("an https URL such as https://api.cluster.example:6443", text -> {
            Address address = Address.of(text);
            if (!address.userInfo().isEmpty()) {
                throw new Refusal("write the address alone: user and password are settings of their own");
            }
            require(address.scheme().equals("https") && address.isPlain());
            return address.text().replaceFirst("/+$", "");
        });
    }

    /** The same, of which people leave the scheme away. */
    public static Kind<String> apiUrl() {
        return new Kind<>(
                httpsUrl().expected(),
                text -> httpsUrl().parse(text.contains("://") || text.isEmpty() ? text : "https://" + text));
    }

    /** Of a person that logs in with a password: RFC 7617 knows no colon in it. */
    public static Kind<String> user() {
        return new Kind<>("the name of a user, without a colon", text -> {
            if (text.equals("kube:admin")) {
                throw new Refusal("write kubeadmin: kube:admin is what OpenShift calls that user once it is in");
            }
            if (text.startsWith("system:")) {
                throw new Refusal(
                        "name a user that has a password: " + text + " logs in with a certificate or a token");
            }
            require(!text.contains(":"));
            return text;
        });
    }

    public static Kind<Path> path() {
        return new Kind<>("the path of a file", text -> {
            require(!text.isEmpty());
            if (text.startsWith("~")) {
                throw new Refusal("~ is not replaced here: write the whole path");
            }
            return Path.of(text);
        });
    }

    public static Kind<Pattern> pattern() {
        return new Kind<>("a regular expression", Pattern::compile);
    }

    public static <E extends Enum<E>> Kind<E> choice(Class<E> values) {
        String names = Arrays.stream(values.getEnumConstants()).map(Kind::name).collect(Collectors.joining(", "));
        return new Kind<>(
                "one of " + names,
                text -> Arrays.stream(values.getEnumConstants())
                        .filter(value -> name(value).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    public static Kind<Set<String>> names() {
        return new Kind<>(
                "a list of names such as nic-lost, or nic-lost@web-* for some objects only, parted by commas", text -> {
                    Set<String> names =
                            new TreeSet<>(Arrays.asList(text.isEmpty() ? new String[0] : text.split("\\s*,\\s*")));
                    require(names.stream().allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*(@\\S+)?")));
                    return Set.copyOf(names);
                });
    }

    /** The empty text is a value of its own: nothing is given. */
    public Kind<Optional<T>> orEmpty() {
        return new Kind<>(
                expected + ", or empty", text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int whole(String text, int min, int max) {
        int number = Integer.parseInt(text);
        require(number >= min && number <= max);
        return number;
    }

    private static Function<String, String> matching(String regex) {
        return text -> {
            require(text.matches(regex));
            return text;
        };
    }

    /** A text that is refused for a reason of its own; the message tells what to do. */
    public static final class Refusal extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refusal(String remedy) {
            super(remedy);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
