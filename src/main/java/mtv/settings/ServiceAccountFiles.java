package mtv.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The service account of the pod that this JVM runs in: Kubernetes puts its files into every pod, and the address of
 * the API into the environment. The variables that name other files are those of the client library.
 */
final class ServiceAccountFiles {

    private static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Map<String, String> environment;

    ServiceAccountFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Empty outside a pod, and in a pod without a token. */
    Optional<ClusterCredentials> credentials(boolean insecureSkipVerify) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        Path token = file("KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", "token");
        if (host.isEmpty() || !Files.isReadable(token)) {
            return Optional.empty();
        }
        String address = host.contains(":") ? "[" + host + "]" : host;
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        return Optional.of(new ClusterCredentials(
                ClusterCredentials.Role.HUB,
                Optional.of("https://" + address + ":" + port),
                Optional.of(new Login.TokenFile(token)),
                insecureSkipVerify,
                insecureSkipVerify ? Optional.empty() : ca()));
    }

    /** Without it the authorities of the JDK decide. */
    private Optional<CaFile> ca() {
        try {
            return Optional.of(CaFile.read(file("KUBERNETES_CERTS_CA_FILE", "ca.crt")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file(String variable, String name) {
        return Optional.ofNullable(environment.get(variable))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .orElse(FOLDER.resolve(name));
    }
}
