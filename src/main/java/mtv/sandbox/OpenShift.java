package mtv.sandbox;

import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.apiserver.ApiServerConfig;
import mtv.sandbox.apiserver.Traffic;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.forklift.MtvKinds;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.guest.Guests;
import mtv.sandbox.inventory.InventoryServer;
import mtv.sandbox.kubevirt.Virtualization;
import mtv.sandbox.tls.CaCertificateFile;
import mtv.sandbox.tls.Certificate;

import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/**
 * One OpenShift with OpenShift Virtualization: an address, a certificate, users and tokens of its own, and nothing that
 * it shares with another one but the clock. Who starts it decides whether MTV runs on it.
 */
public final class OpenShift implements AutoCloseable {

    /** The first user may do everything. */
    public static final String ADMIN = "kubeadmin";

    /** A user without rights of their own. */
    public static final String DEVELOPER = "developer";

    /** The difference between the two OpenShifts of a sandbox. */
    enum Role {
        HUB("localhost"),
        REMOTE("127.0.0.1");

        private final String host;

        Role(String host) {
            this.host = host;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Set<String> MTV = Set.of(ProviderConnections.AGENT, InventoryServer.AGENT);

    private final Role role;
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Certificate certificate;
    private final CaCertificateFile caFile;
    private final ApiServer api;
    private final Virtualization virtualization;

    OpenShift(Role role, SandboxConfig config, SandboxClock clock, Faults faults, Guests guests) {
        this.role = role;
        this.certificate = certificate(faults.certificate(role.id()));
        this.caFile = CaCertificateFile.write(certificate.pem());
        users.put(ADMIN, secret());
        users.put(DEVELOPER, secret());
        this.api = start(ApiServerConfig.of(clock, certificate, users)
                .withSeed(config.seed() + role.ordinal())
                .withPort(port(config))
                .withFaults(faults));
        if (role == Role.HUB) {
            MtvKinds.install(api);
        }
        this.virtualization = new Virtualization(api, clock, guests);
        new ClusterSeed(api).plant(role);
    }

    private int port(SandboxConfig config) {
        return config.port() == 0 ? 0 : config.port() + role.ordinal();
    }

    private static ApiServer start(ApiServerConfig config) {
        try {
            return ApiServer.start(config);
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException) {
                throw new IllegalArgumentException(
                        "port " + config.port() + " is taken: choose another one, or 0 for a free one", e);
            }
            throw e;
        }
    }

    private static Certificate certificate(Optional<String> fault) {
        return switch (fault.orElse("good")) {
            case "expired" -> Certificate.expired();
            case "otherHost" -> Certificate.forHost("api.elsewhere.example.test");
            default -> Certificate.loopback();
        };
    }

    /** Nothing is reconciled before. */
    void startVirtualization() {
        virtualization.start();
    }

    /** {@code hub} or {@code remote}. */
    public String name() {
        return role.id();
    }

    /** As clients outside are to call it; the two clusters of a sandbox differ in the host name, too. */
    public URI url() {
        return URI.create("https://" + role.host + ":" + api.url().getPort());
    }

    /** Passwords by user, kubeadmin first. */
    public Map<String, String> users() {
        return Collections.unmodifiableMap(users);
    }

    public String password(String user) {
        return users.get(user);
    }

    /** A new token of this user, as a login gives one. */
    public String token(String user) {
        return api.tokens().issue(user);
    }

    /** What to verify the API's certificate against. */
    public String caPem() {
        return certificate.pem();
    }

    CaCertificateFile caFile() {
        return caFile;
    }

    Certificate certificate() {
        return certificate;
    }

    ApiServer api() {
        return api;
    }

    /** What its users asked for: how often, by verb, resource and answer. */
    Map<String, Long> requests() {
        Map<String, Long> requests = new TreeMap<>();
        api.traffic().snapshot().forEach((call, count) -> {
            if (isFromOutside(call)) {
                requests.merge(call.verb() + " " + call.resource() + " " + call.code(), count, Long::sum);
            }
        });
        return requests;
    }

    /**
     * MTV enters a remote Provider, and its inventory asks, with a user's token: only the program distinguishes them.
     */
    private boolean isFromOutside(Traffic.Call call) {
        boolean person = users.containsKey(call.user()) || call.user().equals("system:anonymous");
        return person && !MTV.contains(call.agent());
    }

    static String secret() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        virtualization.close();
        api.close();
        caFile.close();
    }
}
