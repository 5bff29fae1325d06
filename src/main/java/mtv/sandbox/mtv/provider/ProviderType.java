package mtv.sandbox.mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.ProviderSpec;
import mtv.sandbox.mtv.runtime.Secrets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types of Providers that MTV accepts, and what it demands of each. */
enum ProviderType {
    OPENSHIFT(Address.URL_OR_NONE, Tls.ITS_OWN, 0, "token"),
    VSPHERE(Address.URL, Tls.CA_NEEDED, 6, "user", "password"),
    OVIRT(Address.URL, Tls.CA_NEEDED, 10, "user", "password"),
    OPENSTACK(Address.URL, Tls.CA_IF_GIVEN, 10),
    OVA(Address.SHARE, Tls.NONE, 10, "url"),
    HYPERV(Address.URL, Tls.CA_NEEDED, 10, "username", "password", "smbUrl"),
    EC2(Address.URL, Tls.NONE, 10, "region", "accessKeyId", "secretAccessKey"),
    NUTANIX(Address.URL, Tls.CA_NEEDED, 10, "user", "password");

    static final String INSECURE = "insecureSkipVerify";
    private static final Duration SERVER_START = Duration.ofSeconds(5);
    private static final Map<String, List<String>> SETTINGS =
            Map.of("managementType", List.of("standalone", "cluster"));

    private final Address address;
    private final Tls tls;
    private final Duration reading;
    private final List<String> keys;

    ProviderType(Address address, Tls tls, int secondsToRead, String... keys) {
        this.address = address;
        this.tls = tls;
        this.reading = Duration.ofSeconds(secondsToRead);
        this.keys = List.of(keys);
    }

    /** What a url looks like. */
    enum Address {
        URL("https?://[^/\\s]+.*"),
        URL_OR_NONE("(https?://[^/\\s]+.*)?"),
        SHARE("[^:/\\s]+:/(?!/)\\S*");

        private final Pattern form;

        Address(String form) {
            this.form = Pattern.compile(form);
        }
    }

    /** How the other side's certificate is verified, unless {@code insecureSkipVerify} says no. */
    enum Tls {
        /** By the connection to the cluster. */
        ITS_OWN,
        /** Against the Secret's certificates, without which it is not valid; not to verify is warned of. */
        CA_NEEDED,
        CA_IF_GIVEN,
        NONE
    }

    static Optional<ProviderType> of(String id) {
        return Arrays.stream(values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(id))
                .findFirst();
    }

    /** The reason why a url is not valid; the empty one may be. */
    Optional<String> wrongUrl(String url) {
        String given = url == null ? "" : url;
        if (address.form.matcher(given).matches()) {
            return Optional.empty();
        }
        return Optional.of(given.isEmpty() ? "NotSet" : "Malformed");
    }

    /** The keys that the Secret lacks. */
    List<String> missingKeys(Secret secret) {
        List<String> missing = new ArrayList<>(keys);
        missing.removeIf(key -> Secrets.value(secret, key).isPresent());
        if (tls == Tls.CA_NEEDED
                && !Secrets.flag(secret, INSECURE)
                && Secrets.ca(secret).isEmpty()) {
            missing.add("ca.crt");
        }
        return missing;
    }

    /** Whether not to verify is worth a warning. */
    boolean warnsOfInsecurity() {
        return tls == Tls.CA_NEEDED;
    }

    boolean verifies(Secret secret) {
        return (tls == Tls.CA_NEEDED || tls == Tls.CA_IF_GIVEN) && !Secrets.flag(secret, INSECURE);
    }

    /** Settings with values that are none of those allowed; today only Hyper-V's are looked at. */
    List<String> wrongSettings(ProviderSpec spec) {
        Map<String, String> given = this == HYPERV && spec.settings() != null ? spec.settings() : Map.of();
        return SETTINGS.entrySet().stream()
                .filter(setting -> given.containsKey(setting.getKey())
                        && !setting.getValue().contains(given.get(setting.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How long the inventory takes to read the source; a cluster is read at each request. */
    Duration reading() {
        return reading;
    }

    /** How long it takes until the helper runs by which MTV looks into a share; zero for types that need none. */
    Duration serverStart() {
        return this == OVA || this == HYPERV ? SERVER_START : Duration.ZERO;
    }

    /** Whether the Provider's status shows the certificate's thumbprint. */
    boolean showsFingerprint() {
        return this == VSPHERE;
    }
}
