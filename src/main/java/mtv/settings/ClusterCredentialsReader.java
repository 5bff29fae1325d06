package mtv.settings;

import mtv.settings.ClusterCredentials.Role;
import mtv.settings.input.Keys;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingKey;
import mtv.settings.input.SettingsValues;
import mtv.settings.value.Address;
import mtv.settings.value.ClusterMode;
import mtv.settings.value.Secret;
import mtv.settings.value.ServiceAccountName;
import mtv.settings.value.TokenOrigin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads address and login of each cluster, and reports settings that do not fit together. */
final class ClusterCredentialsReader {

    private static final List<SettingKey<?>> LOGIN =
            List.of(Keys.REMOTE_CLUSTER_USERNAME, Keys.REMOTE_CLUSTER_PASSWORD, Keys.REMOTE_CLUSTER_TOKEN);

    private static final List<SettingKey<?>> USER = List.of(Keys.CLUSTER_USERNAME, Keys.CLUSTER_PASSWORD);
    private static final List<SettingKey<?>> TOKEN = List.of(Keys.CLUSTER_TOKEN);
    private static final List<SettingKey<?>> CERTIFICATE =
            List.of(Keys.CLUSTER_CLIENT_CERTIFICATE, Keys.CLUSTER_CLIENT_KEY);
    private static final List<SettingKey<?>> FILE = List.of(Keys.KUBECONFIG);

    /** The ways in to the cluster that MTV runs on; a person gives one of them. */
    private static final List<List<SettingKey<?>>> WAYS = List.of(USER, TOKEN, CERTIFICATE, FILE);

    private final SettingsValues values;
    private final Path directory;
    private final Map<String, String> environment;
    private final Problems problems;

    /** @param environment of the process, which tells whether it runs in a pod */
    ClusterCredentialsReader(
            SettingsValues values, Path directory, Map<String, String> environment, Problems problems) {
        this.values = values;
        this.directory = directory;
        this.environment = environment;
        this.problems = problems;
    }

    /** Whether a person asks for a real cluster. {@code KUBECONFIG} is in the environment of most who know one. */
    static boolean isAsked(SettingsValues values) {
        return values.isGiven(Keys.CLUSTER_HOST)
                || values.isGiven(Keys.REMOTE_CLUSTER_HOST)
                || WAYS.stream().anyMatch(way -> isAsked(values, way));
    }

    /** Whether a value of it may mean that a real cluster is wanted. */
    static boolean leadsToCluster(SettingKey<?> key) {
        return key == Keys.CLUSTER_HOST
                || key == Keys.REMOTE_CLUSTER_HOST
                || WAYS.stream().anyMatch(way -> way.contains(key));
    }

    private static boolean isAsked(SettingsValues values, List<SettingKey<?>> way) {
        return way.stream()
                .anyMatch(key -> values.isGiven(key)
                        && !(key == Keys.KUBECONFIG && values.where(key).startsWith("environment")));
    }

    /** The keys that a person has to give for the way that was chosen; none where a file has it all. */
    List<SettingKey<?>> needed() {
        if (takesFile() || pod().isPresent()) {
            return List.of();
        }
        List<SettingKey<?>> login = WAYS.stream()
                .filter(way -> way != FILE && isAsked(values, way))
                .findFirst()
                .orElse(USER);
        List<SettingKey<?>> needed = new ArrayList<>(List.of(Keys.CLUSTER_HOST));
        needed.addAll(login);
        return needed;
    }

    /** The cluster that MTV runs on. */
    ClusterCredentials hub() {
        return hubLogin().with(tokenAccount());
    }

    private Optional<ServiceAccountName> tokenAccount() {
        return values.get(Keys.REMOTE_TOKEN_FROM) == TokenOrigin.SERVICE_ACCOUNT
                ? Optional.of(values.get(Keys.REMOTE_SERVICE_ACCOUNT))
                : Optional.empty();
    }

    private ClusterCredentials hubLogin() {
        checkOneWay();
        boolean skipVerify = values.get(Keys.INSECURE_VERIFY_SKIP);
        if (takesFile()) {
            Path file = directory.resolve(values.get(Keys.KUBECONFIG).orElseThrow());
            return new KubeconfigReader(values, file, problems)
                    .read()
                    .orElseGet(() -> new ClusterCredentials(
                            Role.HUB, Optional.empty(), Optional.empty(), skipVerify, Optional.empty()));
        }
        return pod().orElseGet(() -> new ClusterCredentials(
                Role.HUB,
                values.get(Keys.CLUSTER_HOST),
                login(),
                skipVerify,
                caFile(Keys.CLUSTER_CA_FILE, Keys.INSECURE_VERIFY_SKIP)));
    }

    /** That of the environment is taken when a real cluster is wanted, and nothing else leads to one. */
    private boolean takesFile() {
        return isAsked(values, FILE) || isOpenShiftWithoutWay() && values.isGiven(Keys.KUBECONFIG);
    }

    private Optional<ClusterCredentials> pod() {
        boolean skipVerify = values.isGiven(Keys.INSECURE_VERIFY_SKIP) && values.get(Keys.INSECURE_VERIFY_SKIP);
        return isOpenShiftWithoutWay() && !values.isGiven(Keys.KUBECONFIG)
                ? new ServiceAccountFiles(environment).credentials(skipVerify)
                : Optional.empty();
    }

    private boolean isOpenShiftWithoutWay() {
        return values.get(Keys.CLUSTER) == ClusterMode.OPENSHIFT
                && !values.isGiven(Keys.CLUSTER_HOST)
                && WAYS.stream().noneMatch(way -> isAsked(values, way))
                && values.get(Keys.REPLAY).isEmpty();
    }

    private Optional<Login> login() {
        if (isAsked(values, TOKEN)) {
            return values.get(Keys.CLUSTER_TOKEN).map(Login.Token::new);
        }
        if (isAsked(values, CERTIFICATE)) {
            return new ClientCertificate(values, directory, problems).read();
        }
        return password(values.get(Keys.CLUSTER_USERNAME), values.get(Keys.CLUSTER_PASSWORD));
    }

    private static Optional<Login> password(Optional<String> username, Optional<Secret> password) {
        return username.flatMap(user -> password.map(secret -> new Login.Password(user, secret)));
    }

    private void checkOneWay() {
        List<List<SettingKey<?>>> asked =
                WAYS.stream().filter(way -> isAsked(values, way)).toList();
        if (asked.size() > 1) {
            String names = asked.stream()
                    .flatMap(List::stream)
                    .filter(values::isGiven)
                    .map(key -> key.name() + " (" + values.where(key) + ")")
                    .collect(Collectors.joining(", "));
            problems.add(names, "several ways to log in", "give one of them only");
        } else if (isAsked(values, FILE) && values.isGiven(Keys.CLUSTER_HOST)) {
            problems.add(
                    values.where(Keys.CLUSTER_HOST),
                    "cluster_host is given, but kubeconfig names the API too",
                    "leave one of them out");
        } else if (values.isGiven(Keys.KUBE_CONTEXT) && !values.isGiven(Keys.KUBECONFIG)) {
            problems.add(
                    values.where(Keys.KUBE_CONTEXT),
                    "kube_context is given, but no kubeconfig",
                    "name the file, or leave kube_context out");
        }
    }

    /** The remote cluster; empty when no setting names one. */
    Optional<ClusterCredentials> remote() {
        ClusterCredentials remote = new ClusterCredentials(
                Role.REMOTE,
                values.get(Keys.REMOTE_CLUSTER_HOST),
                values.get(Keys.REMOTE_CLUSTER_TOKEN)
                        .<Login>map(Login.Token::new)
                        .or(() -> password(
                                values.get(Keys.REMOTE_CLUSTER_USERNAME), values.get(Keys.REMOTE_CLUSTER_PASSWORD))),
                values.get(Keys.REMOTE_INSECURE_SKIP_VERIFY),
                caFile(Keys.REMOTE_CLUSTER_CA_FILE, Keys.REMOTE_INSECURE_SKIP_VERIFY));
        if (remote.host().isEmpty()) {
            checkNothingElse();
            return Optional.empty();
        }
        checkIsAnother(remote);
        checkLogin();
        return Optional.of(remote.with(tokenAccount()));
    }

    /** Sentences about what is allowed but probably a mistake. */
    static List<String> warnings(ClusterSettings cluster) {
        List<String> warnings = new ArrayList<>();
        List<ClusterCredentials> all = new ArrayList<>(List.of(cluster.hub()));
        cluster.remote().ifPresent(all::add);
        all.stream()
                .filter(access -> access.caFile().isPresent() && access.insecureSkipVerify())
                .map(ClusterCredentials::role)
                .forEach(role ->
                        warnings.add(role.key("ca_file") + " is not used while " + role.skipVerifyKey() + " is true"));
        if (cluster.remote().isPresent() && cluster.remoteOcpCluster().isEmpty()) {
            warnings.add("remote_ocp_cluster is empty, so the remote classes are skipped, remote_cluster_host or not");
        }
        return warnings;
    }

    /** Reports settings of the remote cluster without its host. A host that is no URL is a problem already. */
    private void checkNothingElse() {
        if (!values.isGiven(Keys.REMOTE_CLUSTER_HOST)) {
            Keys.all().stream()
                    .filter(key -> key.name().startsWith(Role.REMOTE.key("")) && values.isGiven(key))
                    .forEach(key -> problems.add(
                            values.where(key),
                            key.name() + " is given, but no remote_cluster_host",
                            "name the remote cluster's API, or leave " + key.name() + " out"));
        }
    }

    private void checkIsAnother(ClusterCredentials remote) {
        boolean same = values.get(Keys.CLUSTER_HOST)
                .filter(hub -> Address.of(hub)
                        .authority()
                        .equals(Address.of(remote.host().orElseThrow()).authority()))
                .isPresent();
        if (same) {
            problems.add(
                    values.where(Keys.REMOTE_CLUSTER_HOST),
                    "remote_cluster_host is cluster_host",
                    "leave the remote_cluster keys out: remote migrations then go to MTV's own cluster, by its URL");
        }
    }

    private void checkLogin() {
        List<SettingKey<?>> given =
                LOGIN.stream().filter(key -> !values.text(key).isEmpty()).toList();
        boolean user = given.equals(List.of(Keys.REMOTE_CLUSTER_USERNAME, Keys.REMOTE_CLUSTER_PASSWORD));
        boolean token = given.equals(List.of(Keys.REMOTE_CLUSTER_TOKEN));
        if (!user && !token) {
            String names = given.stream().map(SettingKey::name).collect(Collectors.joining(", "));
            problems.add(
                    values.where(Keys.REMOTE_CLUSTER_HOST),
                    "remote_cluster_host has " + (names.isEmpty() ? "nobody to log in as" : "a login of " + names),
                    "give remote_cluster_username and remote_cluster_password, or remote_cluster_token alone");
        }
    }

    /** The certificates. Of a file that is not used, nothing is checked but that it can be read. */
    private Optional<CaFile> caFile(SettingKey<Optional<Path>> key, SettingKey<Boolean> skipVerify) {
        Optional<Path> file = values.get(key).map(directory::resolve);
        boolean used = !values.get(skipVerify);
        return file.flatMap(path -> new CaFiles(values.where(key), key.name() + ": ", "", problems).read(path, used));
    }
}
