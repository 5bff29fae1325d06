package mtv.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.settings.input.JsonFile;
import mtv.settings.input.Problems;
import mtv.vm.SourceType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One source provider of the providers file, checked against the fields of its type.
 *
 * @param key the entry's name in the file, which {@code source_provider} selects
 * @param url what MTV connects to: an API URL, or an NFS share for ova; empty for an openshift source on the same
 *     cluster
 * @param openStack scope of the login to an openstack source
 * @param hyperV how the disks of a hyperv source are reached
 * @param guestSshProxy {@code host:port} of a SOCKS proxy behind which the guests on the source are, as {@code ssh -D}
 *     is one; empty where this machine reaches them itself
 * @param rdmLun canonical name of a LUN that raw devices of clones on vSphere may be, such as {@code naa.600…}
 * @param sdkEndpoint what a vsphere source's URL leads to, {@code vcenter} or {@code esxi}; empty leaves it to MTV
 */
public record SourceProviderEntry(
        String key,
        SourceType type,
        String version,
        String url,
        Optional<Credentials> login,
        Optional<Credentials> linuxGuests,
        Optional<Credentials> windowsGuests,
        Optional<String> vddkInitImage,
        Optional<Path> caFile,
        Optional<OpenStackScope> openStack,
        Optional<HyperV> hyperV,
        Optional<String> sdkEndpoint,
        Optional<String> rdmLun,
        Optional<String> guestSshProxy) {

    /** The {@link #sdkEndpoint} of a host without a vCenter, on which VMs cannot be cloned. */
    public static final String ESXI = "esxi";

    /** The domain, region and project that an OpenStack login is for. */
    public record OpenStackScope(
            String userDomainName,
            String regionName,
            String projectName,
            Optional<String> userDomainId,
            Optional<String> projectDomainId) {}

    /** Why this suite cannot clone VMs there, in words; empty when it can. */
    public Optional<String> cannotClone() {
        if (!type.clones()) {
            return Optional.of(
                    "source provider " + key + " is of type " + type.id() + ", on which this suite cannot clone");
        }
        if (type == SourceType.OPENSHIFT && !url.isEmpty()) {
            return Optional.of("source provider " + key + " has an api_url, and this suite clones VMs of an OpenShift"
                    + " only on the session's own cluster, which needs none");
        }
        return sdkEndpoint
                .filter(ESXI::equals)
                .map(esxi -> "source provider " + key + " is an ESXi host, on which nobody clones");
    }

    /**
     * The share on which a Hyper-V host has its disks.
     *
     * @param smbUrl such as {@code //host/share}
     * @param smbLogin empty for that of the host
     * @param managementType {@code standalone} or {@code cluster}; empty leaves it to MTV
     */
    public record HyperV(String smbUrl, Optional<Credentials> smbLogin, Optional<String> managementType) {}

    /** What a Provider tells by itself, which is neither a login nor anything of its guests. */
    public static SourceProviderEntry ofProvider(String name, SourceType type, String url) {
        return new SourceProviderEntry(
                name,
                type,
                "",
                url,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The sandbox's entry, which does not come from a file. */
    public static SourceProviderEntry of(String key, Map<String, Object> fields) {
        Problems problems = new Problems();
        JsonNode root = new ObjectMapper().valueToTree(Map.of(key, fields));
        Optional<SourceProviderEntry> entry =
                new ProvidersFile(new JsonFile(Path.of("sandbox"), root, Map.of())).select(key, problems);
        problems.throwIfAny();
        return entry.orElseThrow();
    }
}
