package mtv.settings;

import mtv.settings.ClusterCredentials.Role;
import mtv.settings.input.Address;
import mtv.settings.input.Keys;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingKey;
import mtv.settings.input.SettingsValues;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads address and login of each cluster, and reports settings that do not fit together. */
final class ClusterCredentialsReader {

    private static final List<SettingKey<?>> LOGIN =
            List.of(Keys.REMOTE_CLUSTER_USERNAME, Keys.REMOTE_CLUSTER_PASSWORD, Keys.REMOTE_CLUSTER_TOKEN);

    private final SettingsValues values;
    private final Path directory;
    private final Problems problems;

    ClusterCredentialsReader(SettingsValues values, Path directory, Problems problems) {
        this.values = values;
        this.directory = directory;
        this.problems = problems;
    }

    ClusterCredentials hub() {
        return new ClusterCredentials(
                Role.HUB,
                values.get(Keys.CLUSTER_HOST),
                values.get(Keys.CLUSTER_USERNAME),
                values.get(Keys.CLUSTER_PASSWORD),
                Optional.empty(),
                values.get(Keys.INSECURE_VERIFY_SKIP),
                caFile(Keys.CLUSTER_CA_FILE, Keys.INSECURE_VERIFY_SKIP));
    }

    /** The remote cluster; empty when no setting names one. */
    Optional<ClusterCredentials> remote() {
        ClusterCredentials remote = new ClusterCredentials(
                Role.REMOTE,
                values.get(Keys.REMOTE_CLUSTER_HOST),
                values.get(Keys.REMOTE_CLUSTER_USERNAME),
                values.get(Keys.REMOTE_CLUSTER_PASSWORD),
                values.get(Keys.REMOTE_CLUSTER_TOKEN),
                values.get(Keys.REMOTE_INSECURE_SKIP_VERIFY),
                caFile(Keys.REMOTE_CLUSTER_CA_FILE, Keys.REMOTE_INSECURE_SKIP_VERIFY));
        if (remote.host().isEmpty()) {
            checkNothingElse();
            return Optional.empty();
        }
        checkIsAnother(remote);
        checkLogin();
        return Optional.of(remote);
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
