package mtv.vm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The platforms that a scenario may migrate from, each with the fields that its entry must and may have. */
public enum SourceType {
    VSPHERE(
            List.of("api_url", "username", "password"),
            List.of(
                    "guest_vm_win_user",
                    "guest_vm_win_password",
                    "vddk_init_image",
                    "sdk_endpoint",
                    "endpoint_type",
                    "rdm_lun",
                    "guest_ssh_proxy"),
            List.of("copyoffload", "clone_provider", "luks_passphrase")),
    OVIRT(
            List.of("api_url", "username", "password"),
            List.of("guest_vm_win_user", "guest_vm_win_password", "guest_ssh_proxy"),
            List.of()),
    OPENSTACK(
            List.of("api_url", "username", "password", "user_domain_name", "region_name", "project_name"),
            List.of("user_domain_id", "project_domain_id"),
            List.of()),
    OVA(List.of("api_url"), List.of("username", "password"), List.of()),
    HYPERV(
            List.of("api_url", "username", "password", "smb_url"),
            List.of("smb_username", "smb_password", "management_type"),
            List.of()),
    OPENSHIFT(
            List.of(),
            List.of("api_url", "username", "password"),
            List.of("host", "storage_class", "verify_ssl", "ca_bundle"));

    private static final List<String> MAY_ALL_HAVE =
            List.of("version", "fqdn", "guest_vm_linux_user", "guest_vm_linux_password", "ca_file");

    /** Guests of any source may run Windows. */
    private static final List<String> WINDOWS = List.of("guest_vm_win_user", "guest_vm_win_password");

    private final List<String> required;
    private final List<String> optional;
    private final List<String> unused;

    SourceType(List<String> required, List<String> optional, List<String> unused) {
        this.required = required;
        this.optional = optional;
        this.unused = unused;
    }

    /** The name that MTV's Provider has for it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SourceType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(SourceType::id).toList();
    }

    /** Whether MTV insists on certificates to verify such a source with. */
    public boolean needsCertificates() {
        return this == VSPHERE || this == OVIRT || this == HYPERV;
    }

    /** Whether MTV runs virt-v2v on guests of such a source; others run on KubeVirt as they are. */
    public boolean isConverted() {
        return this == VSPHERE || this == OVA || this == HYPERV;
    }

    /** Whether this suite can make its platform copy VMs. */
    public boolean clones() {
        return this != OVA && this != HYPERV;
    }

    public List<String> required() {
        return required;
    }

    /** What entries written for other suites have too, and this one has no use for. */
    public List<String> unused() {
        return unused;
    }

    public boolean takes(String field) {
        return known().contains(field) || WINDOWS.contains(field);
    }

    /** For a message. */
    public List<String> known() {
        return Stream.of(List.of("type"), required, optional, MAY_ALL_HAVE)
                .flatMap(List::stream)
                .toList();
    }
}
