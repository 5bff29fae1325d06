package mtv.settings.input;

import mtv.settings.value.Address;
import mtv.settings.value.PlanChoice;
import mtv.settings.value.Secret;
import mtv.settings.value.ServiceAccountName;
import mtv.settings.value.SkipTeardown;
import mtv.settings.value.Unexplained;

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
import java.util.stream.Stream;

/**
 * The type of a setting: which texts it accepts, and the values that they become.
 *
 * @param expected completes the sentence "expected ..."
 * @param parser throws IllegalArgumentException on anything else
 */
public record ValueType<T>(String expected, Function<String, T> parser) {
    private static final Map<String, Boolean> FLAGS = Map.of(
            "true", true, "yes", true, "on", true, "1", true, "false", false, "no", false, "off", false, "0", false);

    public T parse(String text) {
        return parser.apply(text);
    }

    public static ValueType<Boolean> flag() {
        return new ValueType<>("true, false, yes, no, on, off, 1 or 0", text -> {
            Boolean flag = FLAGS.get(text.toLowerCase(Locale.ROOT));
            require(flag != null);
            return flag;
        });
    }

    /** A flag with a third value. */
    public static ValueType<SkipTeardown> skipTeardown() {
        return new ValueType<>("on_failure, " + flag().expected(), text -> {
            if (text.equalsIgnoreCase(SkipTeardown.ON_FAILURE.name())) {
                return SkipTeardown.ON_FAILURE;
            }
            return flag().parse(text) ? SkipTeardown.TRUE : SkipTeardown.FALSE;
        });
    }

    public static ValueType<Unexplained> unexplained() {
        return new ValueType<>(
                "fail, report",
                text -> Stream.of(Unexplained.values())
                        .filter(value -> value.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    public static ValueType<Integer> count(int min, int max) {
        return new ValueType<>("a whole number from " + min + " to " + max, text -> whole(text, min, max));
    }

    public static ValueType<Integer> count(int min) {
        return new ValueType<>("a whole number, at least " + min, text -> whole(text, min, Integer.MAX_VALUE));
    }

    public static ValueType<Duration> seconds(int min, int max) {
        return new ValueType<>(
                "a whole number of seconds from " + min + " to " + max,
                text -> Duration.ofSeconds(whole(text, min, max)));
    }

    public static ValueType<Duration> minutes(int min, int max) {
        return new ValueType<>(
                "a whole number of minutes from " + min + " to " + max,
                text -> Duration.ofMinutes(whole(text, min, max)));
    }

    public static ValueType<Long> number() {
        return new ValueType<>("a whole number", Long::valueOf);
    }

    public static ValueType<Double> factor(double min, double max) {
        return new ValueType<>(String.format(Locale.ROOT, "a number from %.0f to %.0f", min, max), text -> {
            double factor = Double.parseDouble(text);
            require(factor >= min && factor <= max);
            return factor;
        });
    }

    public static ValueType<String> text() {
        return new ValueType<>("any text", Function.identity());
    }

    /** Letters of either case, digits, dots, dashes and underscores. */
    public static ValueType<String> hostPart() {
        return new ValueType<>("a part of a host name, such as ocp.example.com", matching("[A-Za-z0-9._-]*"));
    }

    public static ValueType<Secret> secret() {
        return new ValueType<>("any text", Secret::new);
    }

    public static ValueType<String> label() {
        return new ValueType<>(
                "a DNS label (lower-case letters, digits and inner dashes, at most 63)",
                matching("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
    }

    /**
     * A label that does not begin like a namespace of the cluster, because Kubernetes treats such namespaces
     * differently.
     */
    public static ValueType<String> namespacePrefix() {
        return new ValueType<>(label().expected(), text -> {
            if (text.matches("(kube|openshift)(-.*)?")) {
                throw new Refusal("begin otherwise: " + text + "-... belongs to the cluster itself");
            }
            return label().parse(text);
        });
    }

    public static ValueType<String> resourceName() {
        return new ValueType<>(
                "the name of a cluster resource (lower-case letters, digits, inner dashes and dots)",
                matching("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?"));
    }

    /** An https URL without a slash at its end, and with scheme and host in lower case. */
    public static ValueType<String> httpsUrl() {
        return new ValueType<>("an https URL such as https://api.cluster.example:6443", text -> {
            Address address = Address.of(text);
            if (!address.userInfo().isEmpty()) {
                throw new Refusal("write the address alone: user and password are settings of their own");
            }
            require(address.scheme().equals("https") && address.isPlain());
            return address.text().replaceFirst("/+$", "");
        });
    }

    /** The same, and the scheme may be left out. */
    public static ValueType<String> apiUrl() {
        return new ValueType<>(
                httpsUrl().expected(),
                text -> httpsUrl().parse(text.contains("://") || text.isEmpty() ? text : "https://" + text));
    }

    /** A user that logs in with a password. By RFC 7617 the name has no colon. */
    public static ValueType<String> user() {
        return new ValueType<>("the name of a user, without a colon", text -> {
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

    public static ValueType<Path> path() {
        return new ValueType<>("the path of a file", text -> {
            require(!text.isEmpty());
            if (text.startsWith("~")) {
                throw new Refusal("~ is not replaced here: write the whole path");
            }
            return Path.of(text);
        });
    }

    public static ValueType<ServiceAccountName> serviceAccount() {
        return new ValueType<>("namespace/name of a service account", text -> {
            String[] parts = text.split("/", -1);
            require(parts.length == 2);
            return new ServiceAccountName(
                    label().parse(parts[0]), resourceName().parse(parts[1]));
        });
    }

    public static ValueType<PlanChoice> plans() {
        return new ValueType<>("namespace/name of a Plan, or labels such as wave=3 of several", PlanChoice::of);
    }

    public static ValueType<Pattern> pattern() {
        return new ValueType<>("a regular expression", Pattern::compile);
    }

    public static <E extends Enum<E>> ValueType<E> choice(Class<E> values) {
        String names =
                Arrays.stream(values.getEnumConstants()).map(ValueType::name).collect(Collectors.joining(", "));
        return new ValueType<>(
                "one of " + names,
                text -> Arrays.stream(values.getEnumConstants())
                        .filter(value -> name(value).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    public static ValueType<Set<String>> names() {
        return new ValueType<>(
                "a list of names such as nic-lost, or nic-lost@web-* for some objects only, separated by commas",
                text -> {
                    Set<String> names =
                            new TreeSet<>(Arrays.asList(text.isEmpty() ? new String[0] : text.split("\\s*,\\s*")));
                    require(names.stream().allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*(@\\S+)?")));
                    return Set.copyOf(names);
                });
    }

    /** The same, or an empty text, which gives no value. */
    public ValueType<Optional<T>> orEmpty() {
        return new ValueType<>(
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

    /** Refuses a text for a special reason; the message says what to do. */
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
