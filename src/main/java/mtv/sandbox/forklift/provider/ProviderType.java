package mtv.sandbox.forklift.provider;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of Providers that MTV accepts, and what it demands of the Secret of each. */
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

    /** The keys that the Secret must have, whatever their values are. */
    List<String> keys() {
        return keys;
    }

    /** How long the inventory takes to read the source; a cluster is read at each request. */
    Duration reading() {
        return reading;
    }

    /** How long it takes until the helper runs by which MTV looks into a share; zero for types that need none. */
    Duration serverStart() {
        return this == OVA || this == HYPERV ? SERVER_START : Duration.ZERO;
    }

    /** Whether without verification, and without a warning of it, the certificates of the Secret are needed. */
    boolean needsAuthority() {
        return this == VSPHERE || this == OVIRT || this == HYPERV || this == NUTANIX;
    }

    /** Whether the certificate is looked at before anything else of the other side is. */
    boolean opensTlsFirst() {
        return this == VSPHERE || this == HYPERV || this == NUTANIX;
    }
}
