package mtv.sandbox.forklift.provider;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of Providers that MTV accepts, with the keys that the Secret of each must have. */
public enum ProviderType {
    OPENSHIFT(0, "token"),
    VSPHERE(6, "user", "password"),
    OVIRT(10, "user", "password"),
    OPENSTACK(10),
    OVA(10, "url"),
    HYPERV(10, "username", "password", "smbUrl"),
    EC2(10),
    NUTANIX(10, "user", "password");

    static final String INSECURE = "insecureSkipVerify";
    private static final Duration SERVER_START = Duration.ofSeconds(5);

    private final Duration reading;
    private final List<String> keys;

    ProviderType(int secondsToRead, String... keys) {
        this.reading = Duration.ofSeconds(secondsToRead);
        this.keys = List.of(keys);
    }

    public static Optional<ProviderType> of(String id) {
        return Arrays.stream(values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(id))
                .findFirst();
    }

    /** The keys that the Secret must have, with any value. */
    List<String> keys() {
        return keys;
    }

    /** How long the inventory takes to read the source. A cluster is read at each request. */
    Duration reading() {
        return reading;
    }

    /** How long the server that reads a share takes to start; zero for types that have none. */
    Duration serverStart() {
        return this == OVA || this == HYPERV ? SERVER_START : Duration.ZERO;
    }

    /** Whether the Secret must have a CA certificate unless verification is off. */
    boolean needsAuthority() {
        return this == VSPHERE || this == OVIRT || this == HYPERV || this == NUTANIX;
    }

    /** Whether MTV reads the certificate before it does anything else with the platform. */
    boolean opensTlsFirst() {
        return this == VSPHERE || this == HYPERV || this == NUTANIX;
    }
}
