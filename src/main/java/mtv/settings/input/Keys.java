package mtv.settings.input;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static mtv.settings.input.SettingKey.Scope.SUITE;
import static mtv.settings.input.SettingKey.Scope.TEST;

/** The table of every setting; validation, suggestions and the page of settings are all derived from it. */
public final class Keys {
    /** Names another properties file; only as -D or environment, because it decides which file is read. */
    static final String CONFIG_FILE = "config_file";

    static final String DEFAULT_CONFIG_FILE = "config/config.properties";

    private static final int DAY = 86_400;

    public static final SettingKey<ClusterMode> CLUSTER = new SettingKey<>(
            "cluster",
            ValueType.choice(ClusterMode.class),
            "auto",
            SUITE,
            "Which cluster to drive. `auto`: the sandbox when no `cluster_host`, `cluster_username`,"
                    + " `cluster_password` or `remote_cluster_host` is given, else OpenShift.");
    public static final SettingKey<String> REMOTE_OCP_CLUSTER = new SettingKey<>(
            "remote_ocp_cluster",
            ValueType.hostPart(),
            "",
            SUITE,
            "Part of the host name of the API that remote migrations go to. Empty skips the remote classes; a text"
                    + " that the host does not contain ends the run early.");
    public static final SettingKey<String> MTV_NAMESPACE = new SettingKey<>(
            "mtv_namespace", ValueType.label(), "openshift-mtv", SUITE, "Namespace that MTV is installed in.");

    public static final SettingKey<Optional<String>> SOURCE_PROVIDER = new SettingKey<>(
            "source_provider", ValueType.text().orEmpty(), "", SUITE, "Entry of `providers_file` to migrate from.");
    public static final SettingKey<Boolean> SOURCE_PROVIDER_INSECURE_SKIP_VERIFY = new SettingKey<>(
            "source_provider_insecure_skip_verify",
            ValueType.flag(),
            "false",
            SUITE,
            "Accept any certificate of the source provider.");
    public static final SettingKey<Path> PROVIDERS_FILE = new SettingKey<>(
            "providers_file", ValueType.path(), ".providers.json", SUITE, "Source providers and their credentials.");
    public static final SettingKey<Optional<Pattern>> VM_NAME_SEARCH_PATTERN = new SettingKey<>(
            "vm_name_search_pattern",
            ValueType.pattern().orEmpty(),
            "",
            SUITE,
            "Only inventory VMs whose whole name matches may be taken; empty allows all.");
    public static final SettingKey<Path> PLANS_FILE = new SettingKey<>(
            "plans_file", ValueType.path(), "config/plans.json", SUITE, "Scenarios: which VMs migrate, and how.");

    public static final SettingKey<String> TARGET_NAMESPACE_PREFIX = new SettingKey<>(
            "target_namespace_prefix",
            ValueType.namespacePrefix(),
            "auto",
            SUITE,
            "How the run's target namespace begins.");
    public static final SettingKey<Optional<String>> STORAGE_CLASS = new SettingKey<>(
            "storage_class",
            ValueType.resourceName().orEmpty(),
            "",
            SUITE,
            "Storage class that migrated disks land on.");

    public static final SettingKey<Integer> NUMBER_OF_VMS = new SettingKey<>(
            "number_of_vms",
            ValueType.count(1),
            "1",
            TEST,
            "At most this many VMs of a scenario are taken, in the order they are listed.");
    public static final SettingKey<Boolean> CHECK_VMS_SIGNALS = new SettingKey<>(
            "check_vms_signals", ValueType.flag(), "true", TEST, "Compare the migrated VMs with their sources.");
    public static final SettingKey<Boolean> CHECK_SSH = new SettingKey<>(
            "check_ssh",
            ValueType.flag(),
            "true",
            TEST,
            "Log in to the migrated guests that run, with the guest credentials of the source provider's entry; without"
                    + " any, it is reported as not comparable.");
    public static final SettingKey<Duration> SNAPSHOTS_INTERVAL = new SettingKey<>(
            "snapshots_interval", ValueType.minutes(1, 1440), "2", TEST, "Minutes between two precopies of a warm VM.");
    public static final SettingKey<Duration> MINS_BEFORE_CUTOVER = new SettingKey<>(
            "mins_before_cutover",
            ValueType.minutes(0, 1440),
            "5",
            TEST,
            "Minutes from a ready warm Plan to its cutover, on the cluster's clock.");
    public static final SettingKey<Duration> PLAN_WAIT_TIMEOUT = new SettingKey<>(
            "plan_wait_timeout", ValueType.seconds(1, DAY), "3600", TEST, "Longest time for a migration to end.");

    public static final SettingKey<Duration> PROVIDER_WAIT_TIMEOUT = wait("provider", "600", "a Provider to be Ready");
    public static final SettingKey<Duration> MAP_WAIT_TIMEOUT =
            wait("map", "300", "a StorageMap or NetworkMap to be Ready");
    public static final SettingKey<Duration> PLAN_READY_TIMEOUT = new SettingKey<>(
            "plan_ready_timeout", ValueType.seconds(1, DAY), "360", SUITE, "Longest time for a Plan to be Ready.");
    public static final SettingKey<Duration> FIRST_STATUS_TIMEOUT = new SettingKey<>(
            "first_status_timeout",
            ValueType.seconds(1, DAY),
            "60",
            SUITE,
            "Longest time for MTV to say anything at all of an object; then the suite looks for the reason itself.");
    public static final SettingKey<Duration> OPERATOR_WAIT_TIMEOUT =
            wait("operator", "300", "MTV's pods to run and its operator to take a change over");
    public static final SettingKey<Duration> INVENTORY_WAIT_TIMEOUT =
            wait("inventory", "300", "a source VM to be in the inventory");
    public static final SettingKey<Duration> GUEST_AGENT_TIMEOUT = new SettingKey<>(
            "guest_agent_timeout",
            ValueType.seconds(1, DAY),
            "301",
            SUITE,
            "Longest time for a guest agent to connect.");
    public static final SettingKey<Duration> SSH_TIMEOUT = new SettingKey<>(
            "ssh_timeout",
            ValueType.seconds(1, DAY),
            "300",
            SUITE,
            "Longest time for a guest to let the suite in by SSH.");
    public static final SettingKey<Duration> CLONE_TIMEOUT = new SettingKey<>(
            "clone_timeout", ValueType.seconds(1, DAY), "1800", SUITE, "Longest time for the source to copy one VM.");
    public static final SettingKey<Duration> CLEANUP_TIMEOUT = new SettingKey<>(
            "cleanup_timeout",
            ValueType.seconds(1, DAY),
            "600",
            SUITE,
            "Longest time for what a run created to be gone.");

    public static final SettingKey<Boolean> ALLOW_ALL_SKIPPED = new SettingKey<>(
            "allow_all_skipped", ValueType.flag(), "false", SUITE, "Do not end red when every test was skipped.");
    public static final SettingKey<Boolean> SKIP_TEARDOWN = new SettingKey<>(
            "skip_teardown", ValueType.flag(), "false", SUITE, "Leave everything the run created, and list it.");

    public static final SettingKey<Optional<Path>> RECORD = new SettingKey<>(
            "record",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "File that gets all that the run sees of its clusters and its source, without secrets, such as"
                    + " target/run.jsonl.gz.");
    public static final SettingKey<Optional<Path>> REPLAY = new SettingKey<>(
            "replay",
            ValueType.path().orEmpty(),
            "",
            SUITE,
            "Recording that answers instead of clusters and source, with the settings of its run.");

    public static final SettingKey<Double> SANDBOX_TIME_SCALE = new SettingKey<>(
            "sandbox_time_scale",
            ValueType.factor(1, 100_000),
            "1000",
            SUITE,
            "How much faster than real time the sandbox's clock runs.");
    public static final SettingKey<Long> SANDBOX_SEED = new SettingKey<>(
            "sandbox_seed", ValueType.number(), "1", SUITE, "Seed of everything random in the sandbox.");
    public static final SettingKey<Set<String>> SANDBOX_FAULTS = new SettingKey<>(
            "sandbox_faults", ValueType.names(), "", SUITE, "Faults that the sandbox shows, parted by commas.");
    public static final SettingKey<Integer> SANDBOX_CLUSTERS = new SettingKey<>(
            "sandbox_clusters",
            ValueType.count(1, 2),
            "1",
            SUITE,
            "2 gives the sandbox a second OpenShift, without MTV, that remote migrations go to.");

    private Keys() {}

    /** In the order of config.properties and of the page of settings. */
    public static List<SettingKey<?>> all() {
        return Stream.of(
                        List.of(CLUSTER),
                        ClusterKeys.HUB,
                        List.of(MTV_NAMESPACE, REMOTE_OCP_CLUSTER),
                        ClusterKeys.REMOTE,
                        source(),
                        run(),
                        waits(),
                        ours())
                .<SettingKey<?>>flatMap(List::stream)
                .toList();
    }

    /** Those that a {@code <test>} of a suite file may set for itself. */
    public static List<SettingKey<?>> ofTests() {
        return all().stream().filter(key -> key.scope() == TEST).toList();
    }

    private static List<SettingKey<?>> source() {
        return List.of(
                SOURCE_PROVIDER,
                SOURCE_PROVIDER_INSECURE_SKIP_VERIFY,
                PROVIDERS_FILE,
                VM_NAME_SEARCH_PATTERN,
                PLANS_FILE,
                TARGET_NAMESPACE_PREFIX,
                STORAGE_CLASS);
    }

    private static List<SettingKey<?>> run() {
        return List.of(
                NUMBER_OF_VMS,
                CHECK_VMS_SIGNALS,
                CHECK_SSH,
                SNAPSHOTS_INTERVAL,
                MINS_BEFORE_CUTOVER,
                PLAN_WAIT_TIMEOUT);
    }

    private static List<SettingKey<?>> waits() {
        return List.of(
                PROVIDER_WAIT_TIMEOUT,
                MAP_WAIT_TIMEOUT,
                PLAN_READY_TIMEOUT,
                FIRST_STATUS_TIMEOUT,
                OPERATOR_WAIT_TIMEOUT,
                INVENTORY_WAIT_TIMEOUT,
                GUEST_AGENT_TIMEOUT,
                SSH_TIMEOUT,
                CLONE_TIMEOUT,
                CLEANUP_TIMEOUT);
    }

    private static List<SettingKey<?>> ours() {
        return List.of(
                ALLOW_ALL_SKIPPED,
                SKIP_TEARDOWN,
                RECORD,
                REPLAY,
                SANDBOX_TIME_SCALE,
                SANDBOX_SEED,
                SANDBOX_FAULTS,
                SANDBOX_CLUSTERS);
    }

    static Optional<SettingKey<?>> named(String name) {
        return all().stream()
                .filter(key -> key.name().equals(name))
                .<SettingKey<?>>map(key -> key)
                .findFirst();
    }

    public static List<String> names() {
        return all().stream().<String>map(SettingKey::name).toList();
    }

    private static SettingKey<Duration> wait(String what, String seconds, String until) {
        return new SettingKey<>(
                what + "_wait_timeout", ValueType.seconds(1, DAY), seconds, SUITE, "Longest time for " + until + ".");
    }
}
