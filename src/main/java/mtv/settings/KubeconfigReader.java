package mtv.settings;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.settings.input.Keys;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsValues;
import mtv.settings.input.TextFile;
import mtv.settings.input.UnreadableFileException;
import mtv.settings.value.Address;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one context of a kubeconfig: which API it names, how that is verified, and whether there is a login. */
final class KubeconfigReader {

    private final SettingsValues values;
    private final Path file;
    private final Problems problems;

    KubeconfigReader(SettingsValues values, Path file, Problems problems) {
        this.values = values;
        this.file = file;
        this.problems = problems;
    }

    /** Empty after a problem. */
    Optional<ClusterCredentials> read() {
        String text;
        Config config;
        try {
            text = TextFile.text(TextFile.bytes(file));
            config = Serialization.unmarshal(text, Config.class);
        } catch (NoSuchFileException e) {
            return problem("there is no file " + file, "name a kubeconfig, as oc login writes one");
        } catch (UnreadableFileException e) {
            return problem(file + " " + e.getMessage(), "name a kubeconfig, as oc login writes one");
        } catch (IOException | RuntimeException e) {
            return problem(file + " is no kubeconfig that can be read", "name one, as oc login writes it");
        }
        return config == null
                ? problem(file + " is empty", "name a kubeconfig, as oc login writes one")
                : name(config).flatMap(name -> context(config, name, text));
    }

    private <T> Optional<T> problem(String what, String remedy) {
        problems.add(values.where(Keys.KUBECONFIG), "kubeconfig: " + what, remedy);
        return Optional.empty();
    }

    private Optional<String> name(Config config) {
        String current = Objects.requireNonNullElse(config.getCurrentContext(), "");
        String name = values.get(Keys.KUBE_CONTEXT).orElse(current);
        List<String> known =
                all(config.getContexts()).map(NamedContext::getName).toList();
        if (name.isEmpty()) {
            return problem(file + " has no current context", "give kube_context, one of: " + String.join(", ", known));
        }
        return known.contains(name)
                ? Optional.of(name)
                : problem(
                        file + " has no context \"" + name + "\"",
                        known.isEmpty()
                                ? "log in with oc login"
                                : "give kube_context, one of: " + String.join(", ", known));
    }

    private Optional<ClusterCredentials> context(Config config, String name, String text) {
        Context context = all(config.getContexts())
                .filter(each -> name.equals(each.getName()))
                .map(NamedContext::getContext)
                .findFirst()
                .orElseThrow();
        Optional<Cluster> cluster = all(config.getClusters())
                .filter(each -> context != null && Objects.equals(each.getName(), context.getCluster()))
                .map(NamedCluster::getCluster)
                .findFirst();
        Optional<AuthInfo> user = all(config.getUsers())
                .filter(each -> context != null && Objects.equals(each.getName(), context.getUser()))
                .map(NamedAuthInfo::getUser)
                .findFirst();
        if (cluster.isEmpty() || user.isEmpty()) {
            return problem(
                    "context \"" + name + "\" of " + file + " names a " + (cluster.isEmpty() ? "cluster" : "user")
                            + " that is not in the file",
                    "log in with oc login, or give another kube_context");
        }
        if (!hasLogin(user.get())) {
            return problem(
                    "the user of context \"" + name + "\" of " + file + " has neither token nor certificate nor plugin",
                    "log in with oc login, or give another kube_context");
        }
        return credentials(cluster.get(), new Login.Context(file, name, new Secret(text)));
    }

    private static boolean hasLogin(AuthInfo user) {
        boolean pair = (isGiven(user.getClientCertificate()) || isGiven(user.getClientCertificateData()))
                && (isGiven(user.getClientKey()) || isGiven(user.getClientKeyData()));
        return pair
                || user.getExec() != null
                || isGiven(user.getToken())
                || isGiven(user.getTokenFile())
                || isGiven(user.getUsername()) && isGiven(user.getPassword());
    }

    private Optional<ClusterCredentials> credentials(Cluster cluster, Login.Context login) {
        String server = Objects.requireNonNullElse(cluster.getServer(), "");
        try {
            if (!Address.of(server).isPlain()) {
                throw new IllegalArgumentException("more than an address");
            }
        } catch (IllegalArgumentException e) {
            return problem(
                    "the cluster of context \"" + login.name() + "\" of " + file + " has no usable server: \""
                            + Address.masked(server) + "\"",
                    "expected a URL such as https://api.ocp.example.com:6443");
        }
        boolean skip = Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())
                || values.isGiven(Keys.INSECURE_VERIFY_SKIP) && values.get(Keys.INSECURE_VERIFY_SKIP);
        return Optional.of(new ClusterCredentials(
                ClusterCredentials.Role.HUB,
                Optional.of(server),
                Optional.of(login),
                skip,
                skip ? Optional.empty() : ca(cluster)));
    }

    private Optional<CaFile> ca(Cluster cluster) {
        try {
            if (isGiven(cluster.getCertificateAuthorityData())) {
                return Optional.of(CaFile.of(
                        file,
                        Base64.getMimeDecoder()
                                .decode(cluster.getCertificateAuthorityData().getBytes(StandardCharsets.US_ASCII))));
            }
        } catch (UnreadableFileException | IllegalArgumentException e) {
            return problem("the certificate-authority-data in " + file + " cannot be used", "log in with oc login");
        }
        return Optional.ofNullable(cluster.getCertificateAuthority())
                .filter(KubeconfigReader::isGiven)
                .flatMap(pem -> new CaFiles(
                                values.where(Keys.KUBECONFIG), "kubeconfig: ", "certificate-authority ", problems)
                        .read(file.resolveSibling(pem), true));
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }

    private static <T> Stream<T> all(List<T> list) {
        return list == null ? Stream.empty() : list.stream().filter(Objects::nonNull);
    }
}
