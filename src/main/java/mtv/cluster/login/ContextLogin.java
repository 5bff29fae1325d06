package mtv.cluster.login;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.settings.Login;
import mtv.settings.input.Keys;
import mtv.settings.input.SettingKey;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a context of a kubeconfig leads to, as the client library reads it; exec plugins run meanwhile. */
public final class ContextLogin implements TokenIssuer {

    private final Login.Context context;

    public ContextLogin(Login.Context context) {
        this.context = context;
    }

    /**
     * A login that needs no file any more; blocks while a plugin runs.
     *
     * @throws LoginException when the context leads to none
     */
    public Login resolve() {
        Config read;
        try {
            read = Config.fromKubeconfig(forLibrary());
        } catch (RuntimeException e) {
            throw nothing();
        }
        Optional<String> token =
                Optional.ofNullable(read.getOauthToken()).or(() -> Optional.ofNullable(read.getAutoOAuthToken()));
        Optional<String> certificate = pem(read.getClientCertData(), read.getClientCertFile());
        Optional<String> key = pem(read.getClientKeyData(), read.getClientKeyFile());
        if (token.isPresent() && !token.get().isBlank()) {
            return new Login.Token(new Secret(token.get()));
        }
        if (certificate.isPresent() && key.isPresent()) {
            return new Login.Certificate(certificate.get(), new Secret(key.get()));
        }
        if (read.getUsername() != null && read.getPassword() != null) {
            return new Login.Password(read.getUsername(), new Secret(read.getPassword()));
        }
        throw nothing();
    }

    @Override
    public CompletableFuture<IssuedToken> issue() {
        return CompletableFuture.supplyAsync(this::resolve).thenApply(login -> {
            if (login instanceof Login.Token only) {
                return IssuedToken.given(only.token());
            }
            throw nothing();
        });
    }

    private LoginException nothing() {
        return new LoginException(
                LoginException.Kind.REFUSED,
                "context \"" + context.name() + "\" of " + context.kubeconfig()
                        + " gives neither token nor certificate: a file that it names is missing, or its plugin fails");
    }

    /** The file as the library is to see it: with that context, and with no path that starts from the file. */
    private String forLibrary() {
        io.fabric8.kubernetes.api.model.Config kubeconfig =
                Serialization.unmarshal(context.text().reveal(), io.fabric8.kubernetes.api.model.Config.class);
        kubeconfig.setCurrentContext(context.name());
        kubeconfig.getClusters().stream()
                .map(NamedCluster::getCluster)
                .filter(Objects::nonNull)
                .forEach(cluster -> cluster.setCertificateAuthority(null)); // of the settings, and read already
        kubeconfig.getUsers().stream()
                .map(NamedAuthInfo::getUser)
                .filter(Objects::nonNull)
                .forEach(this::prepare);
        return Serialization.asYaml(kubeconfig);
    }

    private void prepare(AuthInfo user) {
        user.setClientCertificate(absolute(user.getClientCertificate()));
        user.setClientKey(absolute(user.getClientKey()));
        if (user.getToken() == null && user.getTokenFile() != null) {
            pem(null, absolute(user.getTokenFile())).map(String::strip).ifPresent(user::setToken);
        }
        if (user.getExec() != null) {
            prepare(user.getExec());
        }
    }

    private String absolute(String path) {
        return path == null || path.isBlank()
                ? path
                : context.kubeconfig().toAbsolutePath().resolveSibling(path).toString();
    }

    /** Plugins are programs of others: in their environment the secrets among the settings are empty. */
    private void prepare(ExecConfig plugin) {
        if (plugin.getCommand() != null && plugin.getCommand().contains("/")) {
            plugin.setCommand(absolute(plugin.getCommand()));
        }
        List<ExecEnvVar> environment = new ArrayList<>(Objects.requireNonNullElse(plugin.getEnv(), List.of()));
        Keys.all().stream()
                .filter(SettingKey::isSecret)
                .map(key -> new ExecEnvVar(key.name().toUpperCase(Locale.ROOT), ""))
                .forEach(environment::add);
        plugin.setEnv(environment);
    }

    private static Optional<String> pem(String base64, String file) {
        if (base64 != null && !base64.isBlank()) {
            return Optional.of(new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.US_ASCII));
        }
        if (file == null || file.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
