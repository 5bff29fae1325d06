package mtv.diagnosis;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.cluster.Cluster;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderSpec;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what MTV needs before it can write a Provider's status: a reference to a Secret, the Secret with the keys of
 * its type, and a url that can be read. One request.
 */
final class ProviderLook {

    private static final String OPENSHIFT = "openshift";
    private static final String OVA = "ova";
    private static final String INSECURE = "insecureSkipVerify";

    /** Names the kind of login to OpenStack; without it a user and a password are needed. */
    private static final String AUTH_TYPE = "authType";

    private static final Map<String, List<String>> KEYS = Map.of(
            OPENSHIFT,
            List.of("token"),
            "vsphere",
            List.of("user", "password"),
            "ovirt",
            List.of("user", "password"),
            OVA,
            List.of("url"),
            "hyperv",
            List.of("username", "password", "smbUrl"),
            "ec2",
            List.of("region", "accessKeyId", "secretAccessKey"),
            "nutanix",
            List.of("user", "password"));

    /** Types that are verified with certificates, which the Secret must hold. */
    private static final Set<String> VERIFIED = Set.of("vsphere", "ovirt", "hyperv", "nutanix");

    private final Cluster cluster;

    ProviderLook(Cluster cluster) {
        this.cluster = cluster;
    }

    List<String> findings(Provider provider) {
        ProviderSpec spec = provider.getSpec();
        String name = "Provider " + provider.getMetadata().getName();
        if (spec == null) {
            return List.of(name + " has no spec");
        }
        String url = spec.url() == null ? "" : spec.url();
        if (OPENSHIFT.equals(spec.type()) && url.isEmpty()) {
            return List.of();
        }
        List<String> findings = new ArrayList<>(secret(name, spec));
        wrong(spec.type(), url).ifPresent(wrong -> findings.add("the url of " + name + " " + wrong));
        return findings;
    }

    private List<String> secret(String provider, ProviderSpec spec) {
        ObjectRef ref = spec.secret();
        if (ref == null || isEmpty(ref.name()) || isEmpty(ref.namespace())) {
            return List.of(provider + " names no Secret");
        }
        Secret secret = cluster.client()
                .secrets()
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .get();
        String name = "Secret " + ref.namespace() + "/" + ref.name() + " of " + provider;
        if (secret == null) {
            return List.of(name + " is not there");
        }
        List<String> missing = missing(spec.type(), secret.getData() == null ? Map.of() : secret.getData());
        return missing.isEmpty()
                ? List.of()
                : List.of(name + " lacks " + String.join(", ", missing) + ", which type " + spec.type() + " needs");
    }

    /** The keys that are missing; an empty value counts as missing. */
    static List<String> missing(String type, Map<String, String> data) {
        List<String> wanted = new ArrayList<>(KEYS.getOrDefault(String.valueOf(type), List.of()));
        if ("openstack".equals(type) && data.get(AUTH_TYPE) == null) {
            wanted.addAll(List.of("username", "password"));
        }
        wanted.removeIf(key -> !isEmpty(data.get(key)));
        boolean certificates = !isEmpty(data.get("cacert")) || !isEmpty(data.get("ca.crt"));
        if (VERIFIED.contains(String.valueOf(type)) && !certificates && !skipsVerification(data)) {
            wanted.add("cacert (or " + INSECURE + " with the value true)");
        }
        return wanted;
    }

    private static boolean skipsVerification(Map<String, String> data) {
        try {
            byte[] value = Base64.getDecoder().decode(data.getOrDefault(INSECURE, ""));
            return Boolean.parseBoolean(new String(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @return completes "the url …"; never with what stands before an @, which may be a password */
    static Optional<String> wrong(String type, String url) {
        if (url.isEmpty()) {
            return Optional.of("is empty");
        }
        String shown = "\"" + url.replaceAll("[^/]*@", "") + "\"";
        if ("hyperv".equals(type)) {
            return Optional.empty(); // MTV takes any address of a host
        }
        if (OVA.equals(type)) {
            return url.matches("[^:/\\s]+:/(?!/)\\S*")
                    ? Optional.empty()
                    : Optional.of("is " + shown + ", which is no NFS path such as server:/share");
        }
        try {
            URI uri = new URI(url);
            boolean complete = uri.getScheme() != null && uri.getRawAuthority() != null;
            return complete ? Optional.empty() : Optional.of("is " + shown + ", which has no scheme or no host");
        } catch (URISyntaxException e) {
            return Optional.of("is " + shown + ", which cannot be read as a url: " + e.getReason());
        }
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}
