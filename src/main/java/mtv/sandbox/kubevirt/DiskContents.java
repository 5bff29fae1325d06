package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;
import mtv.sandbox.guest.Guest;
import mtv.sandbox.guest.GuestFiles;
import mtv.sandbox.guest.Guests;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is on the disks of a guest, and so what it answers. Disks have no bytes here: annotations of their claims say
 * which source disk was copied, and which addresses the conversion wrote down. Faults change those.
 */
final class DiskContents {

    /** As virt-v2v got them: {@code mac:ip:address,gateway,prefix,dns}, each behind a {@code _}. */
    private static final Pattern ADDRESS =
            Pattern.compile("((?:\\w\\w:){5}\\w\\w):ip:([^,_]+),([^,_]*),\\d*((?:,[^,_]+)*)");

    /** On a claim: the files that its guest had when the last snapshot was taken that was copied. */
    static final String FILES = "guest.sandbox/files";

    private static final String SOURCE_DISK = "forklift.konveyor.io/disk-source";

    private final VirtClient kube;

    DiskContents(VirtClient kube) {
        this.kube = kube;
    }

    /**
     * An address that the guest gives itself.
     *
     * @param nic the place of the NIC in the instance
     */
    record Address(int nic, String ip, String gateway, String dns) {

        private boolean isSix() {
            return ip.contains(":");
        }
    }

    /** By the NICs' MAC addresses: one that has another now is not set up. */
    List<Address> addresses(GenericKubernetesResource vmi) {
        List<String> macs = VirtClient.list(vmi, "spec", "domain", "devices", "interfaces").stream()
                .map(nic -> String.valueOf(nic.get("macAddress")).toLowerCase(Locale.ROOT))
                .toList();
        return claims(vmi)
                .map(claim -> VirtClient.annotations(claim).getOrDefault(Kubelet.ADDRESSES, ""))
                .limit(1)
                .flatMap(text -> ADDRESS.matcher(text).results())
                .map(found -> new Address(
                        macs.indexOf(found.group(1).toLowerCase(Locale.ROOT)),
                        found.group(2),
                        found.group(3),
                        found.group(4).replaceFirst(",", "")))
                .filter(address -> address.nic() >= 0)
                .toList();
    }

    private Stream<GenericKubernetesResource> claims(GenericKubernetesResource vmi) {
        return VolumeBinder.claimsOf(vmi).stream()
                .flatMap(name ->
                        kube
                                .find(
                                        ResourceKind.PERSISTENT_VOLUME_CLAIM,
                                        vmi.getMetadata().getNamespace(),
                                        name)
                                .stream());
    }

    /** Who answers a visitor. What a guest has differently from others, only faults say, by annotations. */
    Guest guest(GenericKubernetesResource vmi) {
        boolean windows = windows(vmi);
        String user = windows ? Guests.WINDOWS_USER : Guests.LINUX_USER;
        Map<String, String> tells = windows ? new LinkedHashMap<>() : linux(vmi);
        tells.put("hostname", vmi.getMetadata().getName());
        String files = claims(vmi)
                .map(claim -> VirtClient.annotations(claim).getOrDefault(FILES, ""))
                .findFirst()
                .orElse("");
        return new Guest(
                VirtClient.annotations(vmi).getOrDefault("guest.sandbox/user", user), tells, GuestFiles.of(files));
    }

    private Map<String, String> linux(GenericKubernetesResource vmi) {
        Map<String, String> tells = new LinkedHashMap<>();
        String drawn = UUID.nameUUIDFromBytes(vmi.getMetadata().getUid().getBytes(StandardCharsets.UTF_8))
                .toString();
        tells.put(
                "cat /proc/sys/kernel/random/boot_id",
                VirtClient.annotations(vmi).getOrDefault("guest.sandbox/boot-id", drawn));
        List<Address> addresses = addresses(vmi);
        String leased = addresses.isEmpty() ? "default via 10.0.2.1 dev eth0 proto dhcp" : "";
        tells.put("ip route show default", routes(addresses, false, leased));
        tells.put("ip -6 route show default", routes(addresses, true, ""));
        tells.put("cat /etc/resolv.conf", lines(servers(addresses).map("nameserver "::concat)));
        char disk = 'a';
        for (GenericKubernetesResource claim : claims(vmi).toList()) {
            String device = "/dev/vd" + disk++;
            tells.put("sha256sum " + device, sha256(content(claim)) + "  " + device);
        }
        return tells;
    }

    private static String routes(List<Address> addresses, boolean six, String none) {
        String routes = lines(addresses.stream()
                .filter(address -> address.isSix() == six && !address.gateway().isEmpty())
                .map(address -> String.format(
                        Locale.ROOT, "default via %s dev eth%d proto static", address.gateway(), address.nic())));
        return routes.isEmpty() ? none : routes;
    }

    private static Stream<String> servers(List<Address> addresses) {
        return addresses.isEmpty()
                ? Stream.of("172.30.0.10")
                : addresses.stream()
                        .flatMap(address -> Stream.of(address.dns().split(",")))
                        .filter(server -> !server.isEmpty());
    }

    private static String lines(Stream<String> lines) {
        return lines.distinct().collect(Collectors.joining("\n"));
    }

    /** As good as the bytes: the name of the disk that they were copied from. */
    private static String content(GenericKubernetesResource claim) {
        Map<String, String> marks = VirtClient.annotations(claim);
        String source = marks.getOrDefault(SOURCE_DISK, claim.getMetadata().getUid());
        return marks.getOrDefault("guest.sandbox/content", source);
    }

    private static String sha256(String content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    static boolean windows(GenericKubernetesResource vmi) {
        return VirtClient.annotations(vmi).getOrDefault("vm.kubevirt.io/os", "").startsWith("win");
    }
}
