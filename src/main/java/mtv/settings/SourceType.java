package mtv.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The platforms that a scenario may migrate from, each with the fields that its entry must and may have. */
public enum SourceType {
    VSPHERE(
            List.of("api_url", "username", "password"),
            List.of("guest_vm_win_user", "guest_vm_win_password", "vddk_init_image")),
    OVIRT(List.of("api_url", "username", "password"), List.of("guest_vm_win_user", "guest_vm_win_password")),
    OPENSTACK(
            List.of("api_url", "username", "password", "user_domain_name", "region_name", "project_name"),
            List.of("user_domain_id", "project_domain_id")),
    OVA(List.of("api_url"), List.of("username", "password")),
    OPENSHIFT(List.of(), List.of("api_url", "username", "password"));

    private static final List<String> MAY_ALL_HAVE =
            List.of("version", "fqdn", "guest_vm_linux_user", "guest_vm_linux_password", "ca_file");

    private final List<String> required;
    private final List<String> optional;

    SourceType(List<String> required, List<String> optional) {
        this.required = required;
        this.optional = optional;
    }

    /** The name that MTV's Provider has for it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SourceType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(SourceType::id).toList();
    }

    /** Whether MTV insists on certificates to verify such a source with. */
    boolean needsCertificates() {
        return this == VSPHERE || this == OVIRT;
    }

    List<String> required() {
        return required;
    }

    List<String> known() {
        return Stream.of(List.of("type"), required, optional, MAY_ALL_HAVE)
                .flatMap(List::stream)
                .toList();
    }
}
