package mtv.sandbox.sources;

import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.SimPlatform.Endpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the platforms of a sandbox, and says who may enter them. */
public final class Platforms {

    private static final String TOKEN = "token";
    private static final String PASSWORD = "password";

    private final SandboxClock clock;
    private final String thumbprint;
    private final long number;
    private final String password;
    private final Optional<InventorySeed> replacement;

    /**
     * @param thumbprint of the certificate that all platforms have
     * @param number decides whatever is random in the platforms
     * @param password of every platform's user
     * @param inventoryFile takes the place of its type's seed
     */
    public Platforms(
            SandboxClock clock, String thumbprint, long number, String password, Optional<Path> inventoryFile) {
        this.clock = clock;
        this.thumbprint = thumbprint;
        this.number = number;
        this.password = password;
        this.replacement = inventoryFile.map(InventorySeed::of);
    }

    /** @param authority host, and port if need be, at which it answers */
    public SimPlatform make(PlatformType type, String authority) {
        InventorySeed seed = replacement.filter(given -> given.type() == type).orElseGet(() -> InventorySeed.of(type));
        String url = type.url(authority);
        boolean shows = url.startsWith("https") || type == PlatformType.HYPERV;
        return new SimPlatform(seed, number, new Endpoint(url, logins(type), shows ? thumbprint : ""), clock);
    }

    /** Alternatives, as MTV's Secrets name their parts. */
    private List<Map<String, String>> logins(PlatformType type) {
        if (type == PlatformType.HYPERV) {
            return List.of(Map.of("username", type.user, PASSWORD, password));
        }
        if (type != PlatformType.OPENSTACK) {
            return type.user.isEmpty() ? List.of(Map.of()) : List.of(Map.of("user", type.user, PASSWORD, password));
        }
        return List.of(
                Map.of("username", type.user, PASSWORD, password, "projectName", "mtv", "regionName", "regionOne"),
                Map.of("authType", TOKEN, TOKEN, password),
                Map.of("authType", "applicationcredential", "applicationCredentialSecret", password));
    }

    /** A platform as an entry of the suite's providers file. */
    public Map<String, Object> entry(SourcePlatform platform) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", platform.type().id());
        entry.put("version", platform.type().version());
        entry.put("fqdn", platform.url().replaceAll("^https://|:?/.*$", ""));
        entry.put("api_url", platform.url());
        entry.put("username", platform.type().user);
        entry.put("password", platform.type().user.isEmpty() ? "" : password);
        if (platform.type() == PlatformType.OPENSTACK) {
            entry.put("user_domain_name", "Default");
            entry.put("region_name", "regionOne");
            entry.put("project_name", "mtv");
        }
        if (platform.type() == PlatformType.HYPERV) {
            entry.put("smb_url", "//" + platform.url() + "/VMShare");
        }
        return entry;
    }
}
