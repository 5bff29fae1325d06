package mtv.settings.input;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static mtv.settings.input.Key.Scope.SECRET;
import static mtv.settings.input.Key.Scope.SUITE;

/** The part of {@link Keys} that says how to reach each cluster. */
public final class AccessKeys {

    public static final Key<Optional<String>> CLUSTER_HOST = new Key<>(
            "cluster_host", Kind.apiUrl().orEmpty(), "", SUITE, "API URL of the OpenShift cluster that runs MTV.");
    public static final Key<Optional<String>> CLUSTER_USERNAME = new Key<>(
            "cluster_username", Kind.user().orEmpty(), "", SUITE, "User that logs in through OpenShift's OAuth.");
    public static final Key<Optional<Secret>> CLUSTER_PASSWORD = new Key<>(
            "cluster_password",
            Kind.secret().orEmpty(),
            "",
            SECRET,
            "Password of that user; take it from the environment or from a file, never from a suite XML.");
    public static final Key<Boolean> INSECURE_VERIFY_SKIP = new Key<>(
            "insecure_verify_skip", Kind.flag(), "true", SUITE, "Accept any certificate of the cluster's API.");
    public static final Key<Optional<Path>> CLUSTER_CA_FILE = new Key<>(
            "cluster_ca_file",
            Kind.path().orEmpty(),
            "",
            SUITE,
            "PEM file that the certificates of the API and of the cluster's Routes (OAuth, MTV's inventory) are"
                    + " verified against; used when `insecure_verify_skip` is false.");

    public static final Key<Optional<String>> REMOTE_CLUSTER_HOST = new Key<>(
            "remote_cluster_host",
            Kind.apiUrl().orEmpty(),
            "",
            SUITE,
            "API URL of another OpenShift that remote migrations go to. Empty: they go to MTV's own, by its URL and the"
                    + " session's token.");
    public static final Key<Optional<String>> REMOTE_CLUSTER_USERNAME =
            new Key<>("remote_cluster_username", Kind.user().orEmpty(), "", SUITE, "User that logs in there.");
    public static final Key<Optional<Secret>> REMOTE_CLUSTER_PASSWORD =
            new Key<>("remote_cluster_password", Kind.secret().orEmpty(), "", SECRET, "Password of that user.");
    public static final Key<Optional<Secret>> REMOTE_CLUSTER_TOKEN = new Key<>(
            "remote_cluster_token",
            Kind.secret().orEmpty(),
            "",
            SECRET,
            "Token of a user or service account there, instead of a username and password.");
    public static final Key<Optional<Path>> REMOTE_CLUSTER_CA_FILE = new Key<>(
            "remote_cluster_ca_file",
            Kind.path().orEmpty(),
            "",
            SUITE,
            "PEM file that its certificate is verified against, by MTV too; used when `remote_insecure_skip_verify` is"
                    + " false.");
    public static final Key<Boolean> REMOTE_INSECURE_SKIP_VERIFY = new Key<>(
            "remote_insecure_skip_verify",
            Kind.flag(),
            "true",
            SUITE,
            "Accept any certificate of the remote cluster's API, here and in MTV's Secret.");

    static final List<Key<?>> HUB =
            List.of(CLUSTER_HOST, CLUSTER_USERNAME, CLUSTER_PASSWORD, INSECURE_VERIFY_SKIP, CLUSTER_CA_FILE);

    public static final List<Key<?>> REMOTE = List.of(
            REMOTE_CLUSTER_HOST,
            REMOTE_CLUSTER_USERNAME,
            REMOTE_CLUSTER_PASSWORD,
            REMOTE_CLUSTER_TOKEN,
            REMOTE_CLUSTER_CA_FILE,
            REMOTE_INSECURE_SKIP_VERIFY);

    private AccessKeys() {}
}
