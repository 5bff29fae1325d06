package mtv.settings.input;

import mtv.settings.value.ClusterMode;
import mtv.settings.value.DestinationRights;
import mtv.settings.value.DoctorMode;
import mtv.settings.value.EvidenceOccasion;
import mtv.settings.value.GatherOccasion;
import mtv.settings.value.PlanChoice;
import mtv.settings.value.Secret;
import mtv.settings.value.ServiceAccountName;
import mtv.settings.value.SkipTeardown;
import mtv.settings.value.TokenOrigin;
import mtv.settings.value.Unexplained;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static mtv.settings.input.SettingKey.Scope.SECRET;
import static mtv.settings.input.SettingKey.Scope.SUITE;
import static mtv.settings.input.SettingKey.Scope.TEST;

/**
 * The table of every setting. Validation, suggestions, the parameters of suites and the page about settings are all
 * derived from it; the order of its rows is that of config.properties and of the page.
 */
public final class Keys {
    /** Names another properties file; only as -D or environment, because it decides which file is read. */
    static final String CONFIG_FILE = "config_file";

    static final String DEFAULT_CONFIG_FILE = "config/config.properties";

    private static final int DAY = 86_400;

    /** Each key enters itself, so that none can be declared and left out. */
    private static final List<SettingKey<?>> TABLE = new ArrayList<>();

    public static final SettingKey<ClusterMode> CLUSTER = key(
            "cluster",
            ValueType.choice(ClusterMode.class),
            "auto",
            SUITE,
            "Which cluster to drive. `auto`: the sandbox when no `cluster_` key with an address or a login, no"
                    + " `kubeconfig` and no `remote_cluster_host` is given, else OpenShift. The environment's"
                    + " `KUBECONFIG` alone asks for no cluster.");
    public static final SettingKey<Optional<String>> CLUSTER_HOST = key(
            "cluster_host", ValueType.apiUrl().orEmpty(), "", SUITE, "API URL of the OpenShift cluster that runs MTV.");
    public static final SettingKey<Optional<String>> CLUSTER_USERNAME = key(
            "cluster_username", ValueType.user().orEmpty(), "", SUITE, "User that logs in through OpenShift's OAuth.");
    public static final SettingKey<Optional<Secret>> CLUSTER_PASSWORD = key(
            "cluster_password",
            ValueType.secret().orEmpty(),
            "",
            SECRET,
            "Password of that user; take it from the environment or from a file, never from a suite XML.");
    public static final SettingKey<Optional<Secret>> CLUSTER_TOKEN = key(
            "cluster_token",
            ValueType.secret().orEmpty(),
            "",
            SECRET,
            "Token of a user or service account, instead of a username and password.");
    public static final SettingKey<Optional<Path>> CLUSTER_CLIENT_CERTIFICATE = key(
            "cluster_client_certificate",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "PEM file with a client certificate to log in by. It has no token: see `remote_token_from`.");
    public static final SettingKey<Optional<Path>> CLUSTER_CLIENT_KEY = key(
            "cluster_client_key", ValueType.path().orEmpty(), "", SUITE, "PEM file with the key of that certificate.");
    public static final SettingKey<Optional<Path>> KUBECONFIG = key(
            "kubeconfig",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "File that names the API, its certificates and a login, instead of the `cluster_` keys; it is"
                    + " read and never"
                    + " written.");
    public static final SettingKey<Optional<String>> KUBE_CONTEXT = key(
            "kube_context", ValueType.text().orEmpty(), "", SUITE, "Context of `kubeconfig`; empty: its current one.");
    public static final SettingKey<Boolean> INSECURE_VERIFY_SKIP = key(
            "insecure_verify_skip",
            ValueType.flag(),
            "true",
            SUITE,
            "Accept any certificate of the cluster's API. A `kubeconfig` and a pod's service account have their own"
                    + " certificates, and are verified unless this is given as `true`.");
    public static final SettingKey<Optional<Path>> CLUSTER_CA_FILE = key(
            "cluster_ca_file",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "PEM file that the certificates of the API and of the cluster's Routes (OAuth, MTV's inventory) are"
                    + " verified against; used when `insecure_verify_skip` is false.");
    public static final SettingKey<String> MTV_NAMESPACE =
            key("mtv_namespace", ValueType.label(), "openshift-mtv", SUITE, "Namespace that MTV is installed in.");
    public static final SettingKey<String> REMOTE_OCP_CLUSTER = key(
            "remote_ocp_cluster",
            ValueType.hostPart(),
            "",
            SUITE,
            "Part of the host name of the API that remote migrations go to. Empty skips the remote classes; a text"
                    + " that the host does not contain ends the run early.");
    public static final SettingKey<Optional<String>> REMOTE_CLUSTER_HOST = key(
            "remote_cluster_host",
            ValueType.apiUrl().orEmpty(),
            "",
            SUITE,
            "API URL of another OpenShift that remote migrations go to. Empty: they go to MTV's own, by its URL and the"
                    + " session's token.");
    public static final SettingKey<Optional<String>> REMOTE_CLUSTER_USERNAME =
            key("remote_cluster_username", ValueType.user().orEmpty(), "", SUITE, "User that logs in there.");
    public static final SettingKey<Optional<Secret>> REMOTE_CLUSTER_PASSWORD =
            key("remote_cluster_password", ValueType.secret().orEmpty(), "", SECRET, "Password of that user.");
    public static final SettingKey<Optional<Secret>> REMOTE_CLUSTER_TOKEN = key(
            "remote_cluster_token",
            ValueType.secret().orEmpty(),
            "",
            SECRET,
            "Token of a user or service account there, instead of a username and password.");
    public static final SettingKey<Optional<Path>> REMOTE_CLUSTER_CA_FILE = key(
            "remote_cluster_ca_file",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "PEM file that its certificate is verified against, by MTV too; used when `remote_insecure_skip_verify` is"
                    + " false.");
    public static final SettingKey<Boolean> REMOTE_INSECURE_SKIP_VERIFY = key(
            "remote_insecure_skip_verify",
            ValueType.flag(),
            "true",
            SUITE,
            "Accept any certificate of the remote cluster's API, here and in MTV's Secret.");

    public static final SettingKey<TokenOrigin> REMOTE_TOKEN_FROM = key(
            "remote_token_from",
            ValueType.choice(TokenOrigin.class),
            "session",
            SUITE,
            "Whose token MTV gets for a remote destination: the session's, or one that the cluster issues for"
                    + " `remote_service_account`, for a day. The latter serves a login that has no token, such as a"
                    + " client certificate, for MTV's inventory too.");
    public static final SettingKey<ServiceAccountName> REMOTE_SERVICE_ACCOUNT = key(
            "remote_service_account",
            ValueType.serviceAccount(),
            "mtv-e2e/mtv-e2e",
            SUITE,
            "`namespace/name` of that service account, with the rights of `config/rbac`.");
    public static final SettingKey<DestinationRights> DESTINATION_RIGHTS = key(
            "destination_rights",
            ValueType.choice(DestinationRights.class),
            "session",
            TEST,
            "Whose token MTV gets for the destination of remote migrations: the session's, or that of a service account"
                    + " which the run makes and binds to `migrator_role` alone.");
    public static final SettingKey<String> MIGRATOR_ROLE = key(
            "migrator_role",
            ValueType.resourceName(),
            "forklift-migrator-role",
            SUITE,
            "ClusterRole on the destination that allows what MTV does there; MTV brings it along.");

    public static final SettingKey<Optional<String>> SOURCE_PROVIDER =
            key("source_provider", ValueType.text().orEmpty(), "", SUITE, "Entry of `providers_file` to migrate from.");
    public static final SettingKey<Boolean> SOURCE_PROVIDER_INSECURE_SKIP_VERIFY = key(
            "source_provider_insecure_skip_verify",
            ValueType.flag(),
            "false",
            SUITE,
            "Accept any certificate of the source provider.");
    public static final SettingKey<Path> PROVIDERS_FILE = key(
            "providers_file", ValueType.path(), ".providers.json", SUITE, "Source providers and their credentials.");
    public static final SettingKey<Optional<Pattern>> VM_NAME_SEARCH_PATTERN = key(
            "vm_name_search_pattern",
            ValueType.pattern().orEmpty(),
            "",
            SUITE,
            "Only inventory VMs whose whole name matches may be taken; empty allows all.");
    public static final SettingKey<Path> PLANS_FILE =
            key("plans_file", ValueType.path(), "config/plans.json", SUITE, "Scenarios: which VMs migrate, and how.");
    public static final SettingKey<Optional<PlanChoice>> ATTACH_PLAN = key(
            "attach_plan",
            ValueType.plans().orEmpty(),
            "",
            SUITE,
            "`namespace/name` of a Plan that somebody else made, or labels of several, such as `wave=3`: the run waits"
                    + " for their migrations and checks their VMs, migrates nothing itself, and changes nothing.");
    public static final SettingKey<String> TARGET_NAMESPACE_PREFIX = key(
            "target_namespace_prefix",
            ValueType.namespacePrefix(),
            "auto",
            SUITE,
            "How the run's target namespace begins.");
    public static final SettingKey<Optional<String>> STORAGE_CLASS = key(
            "storage_class",
            ValueType.resourceName().orEmpty(),
            "",
            SUITE,
            "Storage class that migrated disks land on.");

    public static final SettingKey<Integer> NUMBER_OF_VMS = key(
            "number_of_vms",
            ValueType.count(1),
            "1",
            TEST,
            "At most this many VMs of a scenario are taken, in the order they are listed.");
    public static final SettingKey<Boolean> CHECK_VMS_SIGNALS =
            key("check_vms_signals", ValueType.flag(), "true", TEST, "Compare the migrated VMs with their sources.");
    public static final SettingKey<Boolean> CHECK_SSH = key(
            "check_ssh",
            ValueType.flag(),
            "true",
            TEST,
            "Log in to the migrated guests that run, with the guest credentials of the source provider's entry; without"
                    + " any, it is reported as not comparable.");
    public static final SettingKey<Unexplained> UNEXPLAINED = key(
            "unexplained",
            ValueType.unexplained(),
            "fail",
            TEST,
            "Whether a field of the migrated objects that neither a check compares nor MTV, KubeVirt or the cluster is"
                    + " known to write is a difference, or is only reported, as for a release that adds fields.");
    public static final SettingKey<Duration> SNAPSHOTS_INTERVAL = key(
            "snapshots_interval", ValueType.minutes(1, 1440), "2", TEST, "Minutes between two precopies of a warm VM.");
    public static final SettingKey<Duration> MINS_BEFORE_CUTOVER = key(
            "mins_before_cutover",
            ValueType.minutes(0, 1440),
            "5",
            TEST,
            "Minutes from a ready warm Plan to its cutover, on the cluster's clock.");
    public static final SettingKey<Duration> PLAN_WAIT_TIMEOUT =
            key("plan_wait_timeout", ValueType.seconds(1, DAY), "3600", TEST, "Longest time for a migration to end.");

    public static final SettingKey<Duration> PROVIDER_WAIT_TIMEOUT =
            seconds("provider_wait_timeout", "600", "Longest time for a Provider to be Ready.");
    public static final SettingKey<Duration> MAP_WAIT_TIMEOUT =
            seconds("map_wait_timeout", "300", "Longest time for a StorageMap or NetworkMap to be Ready.");
    public static final SettingKey<Duration> PLAN_READY_TIMEOUT =
            seconds("plan_ready_timeout", "360", "Longest time for a Plan to be Ready.");
    public static final SettingKey<Duration> FIRST_STATUS_TIMEOUT = seconds(
            "first_status_timeout",
            "60",
            "Longest time for MTV to say anything at all of an object; then the suite looks for the reason itself.");
    public static final SettingKey<Duration> OPERATOR_WAIT_TIMEOUT = seconds(
            "operator_wait_timeout",
            "300",
            "Longest time for MTV's pods to run and its operator to take a change over.");
    public static final SettingKey<Duration> INVENTORY_WAIT_TIMEOUT =
            seconds("inventory_wait_timeout", "300", "Longest time for a source VM to be in the inventory.");
    public static final SettingKey<Duration> GUEST_AGENT_TIMEOUT =
            seconds("guest_agent_timeout", "301", "Longest time for a guest agent to connect.");
    public static final SettingKey<Duration> SSH_TIMEOUT =
            seconds("ssh_timeout", "300", "Longest time for a guest to let the suite in by SSH.");
    public static final SettingKey<Duration> CLONE_TIMEOUT =
            seconds("clone_timeout", "1800", "Longest time for the source to copy one VM, or for another task on it.");
    public static final SettingKey<Integer> CLONE_PARALLELISM = key(
            "clone_parallelism",
            ValueType.count(1, 32),
            "4",
            SUITE,
            "How many VMs of a scenario the source copies at once.");
    public static final SettingKey<Duration> CLEANUP_TIMEOUT =
            seconds("cleanup_timeout", "600", "Longest time for what a run created to be gone.");

    public static final SettingKey<DoctorMode> DOCTOR = key(
            "doctor",
            ValueType.choice(DoctorMode.class),
            "fail",
            SUITE,
            "Whether a run ends before it creates anything when its first look at clusters and source finds an error,"
                    + " or only reports it.");
    public static final SettingKey<Boolean> ALLOW_ALL_SKIPPED =
            key("allow_all_skipped", ValueType.flag(), "false", SUITE, "Do not end red when every test was skipped.");
    public static final SettingKey<SkipTeardown> SKIP_TEARDOWN = key(
            "skip_teardown",
            ValueType.skipTeardown(),
            "false",
            SUITE,
            "Leave everything the run created, and list it: always, or when something failed.");
    public static final SettingKey<EvidenceOccasion> EVIDENCE = key(
            "evidence",
            ValueType.choice(EvidenceOccasion.class),
            "on_failure",
            SUITE,
            "After which tests the state of the clusters is kept, with the logs of pods and the likely cause.");
    public static final SettingKey<Path> EVIDENCE_PATH = key(
            "evidence_path",
            ValueType.path(),
            "target/evidence",
            SUITE,
            "Where evidence goes, a directory for each test.");
    public static final SettingKey<GatherOccasion> MUST_GATHER = key(
            "must_gather",
            ValueType.choice(GatherOccasion.class),
            "never",
            SUITE,
            "Whether MTV's own must-gather of a failed Plan is added to the evidence, once for each Plan. It takes"
                    + " minutes, and rights of its own.");
    public static final SettingKey<Path> LEDGER_PATH = key(
            "ledger_path",
            ValueType.path(),
            ".mtv-ledger",
            SUITE,
            "Directory that has the ledger of each run as long as something of it is there, for the clean-up.");
    public static final SettingKey<Optional<Path>> RECORD = key(
            "record",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "File that gets all that the run sees of its clusters and its source, without secrets, such as"
                    + " target/run.jsonl.gz.");
    public static final SettingKey<Optional<Path>> REPLAY = key(
            "replay",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "Recording that answers instead of clusters and source, with the settings of its run.");
    public static final SettingKey<Double> SANDBOX_TIME_SCALE = key(
            "sandbox_time_scale",
            ValueType.factor(1, 100_000),
            "1000",
            SUITE,
            "How much faster than real time the sandbox's clock runs.");
    public static final SettingKey<Long> SANDBOX_SEED =
            key("sandbox_seed", ValueType.number(), "1", SUITE, "Seed of everything random in the sandbox.");
    public static final SettingKey<Set<String>> SANDBOX_FAULTS =
            key("sandbox_faults", ValueType.names(), "", SUITE, "Faults that the sandbox shows, separated by commas.");
    public static final SettingKey<Integer> SANDBOX_CLUSTERS = key(
            "sandbox_clusters",
            ValueType.count(1, 2),
            "1",
            SUITE,
            "2 gives the sandbox a second OpenShift, without MTV, that remote migrations go to.");

    private Keys() {}

    public static List<SettingKey<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    /** Those that a {@code <test>} of a suite file may set for itself. */
    public static List<SettingKey<?>> ofTests() {
        return TABLE.stream().filter(key -> key.scope() == TEST).toList();
    }

    public static List<String> names() {
        return TABLE.stream().<String>map(SettingKey::name).toList();
    }

    static Optional<SettingKey<?>> named(String name) {
        return TABLE.stream()
                .filter(key -> key.name().equals(name))
                .<SettingKey<?>>map(key -> key)
                .findFirst();
    }

    private static <T> SettingKey<T> key(
            String name, ValueType<T> type, String defaultText, SettingKey.Scope scope, String description) {
        SettingKey<T> key = new SettingKey<>(name, type, defaultText, scope, description);
        TABLE.add(key);
        return key;
    }

    /** A wait of at most one day. */
    private static SettingKey<Duration> seconds(String name, String defaultText, String description) {
        return key(name, ValueType.seconds(1, DAY), defaultText, SUITE, description);
    }
}
