package mtv.sandbox.sources;

import java.net.MalformedURLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of sources, and in what their platforms differ as far as machines, names and calls are concerned. */
public enum PlatformType {
    VSPHERE("https://%s/sdk", "8.0.3", "administrator@vsphere.local", "00:50:56", "scsi", "vmxnet3"),
    OVIRT("https://%s/ovirt-engine/api", "4.5", "admin@internal", "56:6f:1a", "virtio_scsi", "virtio"),
    OPENSTACK("https://%s/v3", "2025.1", "mtv", "fa:16:3e", "virtio", "virtio"),
    OVA("%s:/exports/ova", "nfs", "", "02:55:66", "scsi", "vmxnet3"),
    /** A host is named by its address alone. */
    HYPERV("%s", "2022", "Administrator", "00:15:5d", "scsi", "synthetic"),
    OPENSHIFT("", "4.20", "", "02:00:00", "virtio", "virtio");

    private final String url;

    private final String version;

    /** The user who may log in; empty where there is no login. */
    final String user;

    /** The range from which the platform assigns MAC addresses. */
    final String macPrefix;

    /** An ordinary disk's. */
    final String bus;

    /** An ordinary NIC's. */
    final String nicModel;

    PlatformType(String url, String version, String user, String macPrefix, String... devices) {
        this.url = url;
        this.version = version;
        this.user = user;
        this.macPrefix = macPrefix;
        this.bus = devices[0];
        this.nicModel = devices[1];
    }

    /** The name that a Provider has for it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A release of the platform. */
    public String version() {
        return version;
    }

    public static Optional<PlatformType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    /** What a Provider names as its url. */
    public String url(String authority) {
        return url.formatted(authority);
    }

    /**
     * Whether a platform of this type answers to a Provider's url: vSphere by its one path only, oVirt whether or not a
     * slash is behind it, OpenStack with or without the version, a share however its name ends.
     *
     * @param own url of the platform
     */
    public boolean answers(String asked, String own) {
        if (this == OVA) {
            return withoutSlash(asked).equals(own);
        }
        if (this == HYPERV) {
            return hostOf(asked).equals(own);
        }
        try {
            SourceUrl to = SourceUrl.parse(asked);
            SourceUrl at = SourceUrl.parse(own);
            return to.hasServerOf(at)
                    && switch (this) {
                        case VSPHERE -> to.path().equals(at.path());
                        case OPENSTACK -> List.of("", at.path()).contains(withoutSlash(to.path()));
                        default -> withoutSlash(to.path()).equals(at.path());
                    };
        } catch (MalformedURLException e) {
            return false;
        }
    }

    /** Without the scheme and the port that people may have written. */
    private static String hostOf(String address) {
        return address.trim()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst(":[0-9]*/?$", "");
    }

    private static String withoutSlash(String path) {
        return path.replaceAll("/+$", "");
    }
}
