package mtv.settings.input;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static mtv.settings.input.SettingKey.Scope.SECRET;
import static mtv.settings.input.SettingKey.Scope.SUITE;

/** The part of {@link Keys} that says how to reach each cluster. */
public final class ClusterKeys {

    public static final SettingKey<Optional<String>> CLUSTER_HOST = new SettingKey<>(
            "cluster_host", ValueType.apiUrl().orEmpty(), "", SUITE, "API URL of the OpenShift cluster that runs MTV.");
    public static final SettingKey<Optional<String>> CLUSTER_USERNAME = new SettingKey<>(
            "cluster_username", ValueType.user().orEmpty(), "", SUITE, "User that logs in through OpenShift's OAuth.");
    public static final SettingKey<Optional<Secret>> CLUSTER_PASSWORD = new SettingKey<>(
            "cluster_password",
            ValueType.secret().orEmpty(),
            "",
            SECRET,
            "Password of that user; take it from the environment or from a file, never from a suite XML.");
    public static final SettingKey<Boolean> INSECURE_VERIFY_SKIP = new SettingKey<>(
            "insecure_verify_skip", ValueType.flag(), "true", SUITE, "Accept any certificate of the cluster's API.");
    public static final SettingKey<Optional<Path>> CLUSTER_CA_FILE = new SettingKey<>(
            "cluster_ca_file",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "PEM file that the certificates of the API and of the cluster's Routes (OAuth, MTV's inventory) are"
                    + " verified against; used when `insecure_verify_skip` is false.");

    public static final SettingKey<Optional<String>> REMOTE_CLUSTER_HOST = new SettingKey<>(
            "remote_cluster_host",
            ValueType.apiUrl().orEmpty(),
            "",
            SUITE,
            "API URL of another OpenShift that remote migrations go to. Empty: they go to MTV's own, by its URL and the"
                    + " session's token.");
    public static final SettingKey<Optional<String>> REMOTE_CLUSTER_USERNAME = new SettingKey<>(
            "remote_cluster_username", ValueType.user().orEmpty(), "", SUITE, "User that logs in there.");
    public static final SettingKey<Optional<Secret>> REMOTE_CLUSTER_PASSWORD = new SettingKey<>(
            "remote_cluster_password", ValueType.secret().orEmpty(), "", SECRET, "Password of that user.");
    public static final SettingKey<Optional<Secret>> REMOTE_CLUSTER_TOKEN = new SettingKey<>(
            "remote_cluster_token",
            ValueType.secret().orEmpty(),
            "",
            SECRET,
            "Token of a user or service account there, instead of a username and password.");
    public static final SettingKey<Optional<Path>> REMOTE_CLUSTER_CA_FILE = new SettingKey<>(
            "remote_cluster_ca_file",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "PEM file that its certificate is verified against, by MTV too; used when `remote_insecure_skip_verify` is"
                    + " false.");
    public static final SettingKey<Boolean> REMOTE_INSECURE_SKIP_VERIFY = new SettingKey<>(
            "remote_insecure_skip_verify",
            ValueType.flag(),
            "true",
            SUITE,
            "Accept any certificate of the remote cluster's API, here and in MTV's Secret.");

    static final List<SettingKey<?>> HUB =
            List.of(CLUSTER_HOST, CLUSTER_USERNAME, CLUSTER_PASSWORD, INSECURE_VERIFY_SKIP, CLUSTER_CA_FILE);

    public static final List<SettingKey<?>> REMOTE = List.of(
            REMOTE_CLUSTER_HOST,
            REMOTE_CLUSTER_USERNAME,
            REMOTE_CLUSTER_PASSWORD,
            REMOTE_CLUSTER_TOKEN,
            REMOTE_CLUSTER_CA_FILE,
            REMOTE_INSECURE_SKIP_VERIFY);

    private ClusterKeys() {}
}
