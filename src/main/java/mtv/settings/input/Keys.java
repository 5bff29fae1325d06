package mtv.settings.input;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static mtv.settings.input.Key.Scope.SUITE;
import static mtv.settings.input.Key.Scope.TEST;

/** The table of every setting; validation, suggestions and the README's table are all derived from it. */
public final class Keys {
    /** Names another properties file; only as -D or environment, because it decides which file is read. */
    static final String CONFIG_FILE = "config_file";

    static final String DEFAULT_CONFIG_FILE = "config/config.properties";

    private static final int DAY = 86_400;

    public static final Key<ClusterMode> CLUSTER = new Key<>(
            "cluster",
            Kind.choice(ClusterMode.class),
            "auto",
            SUITE,
            "Which cluster to drive. `auto`: the sandbox when no `cluster_host`, `cluster_username`,"
                    + " `cluster_password` or `remote_cluster_host` is given, else OpenShift.");
    public static final Key<String> REMOTE_OCP_CLUSTER = new Key<>(
            "remote_ocp_cluster",
            Kind.hostPart(),
            "",
            SUITE,
            "Part of the host name of the API that remote migrations go to. Empty skips the remote classes; a text"
                    + " that the host does not contain ends the run early.");
    public static final Key<String> MTV_NAMESPACE =
            new Key<>("mtv_namespace", Kind.label(), "openshift-mtv", SUITE, "Namespace that MTV is installed in.");

    public static final Key<Optional<String>> SOURCE_PROVIDER = new Key<>(
            "source_provider", Kind.text().orEmpty(), "", SUITE, "Entry of `providers_file` to migrate from.");
    public static final Key<Boolean> SOURCE_PROVIDER_INSECURE_SKIP_VERIFY = new Key<>(
            "source_provider_insecure_skip_verify",
            Kind.flag(),
            "false",
            SUITE,
            "Accept any certificate of the source provider.");
    public static final Key<Path> PROVIDERS_FILE = new Key<>(
            "providers_file", Kind.path(), ".providers.json", SUITE, "Source providers and their credentials.");
    public static final Key<Optional<Pattern>> VM_NAME_SEARCH_PATTERN = new Key<>(
            "vm_name_search_pattern",
            Kind.pattern().orEmpty(),
            "",
            SUITE,
            "Only inventory VMs whose whole name matches may be taken; empty allows all.");
    public static final Key<Path> PLANS_FILE =
            new Key<>("plans_file", Kind.path(), "config/plans.json", SUITE, "Scenarios: which VMs migrate, and how.");

    public static final Key<String> TARGET_NAMESPACE_PREFIX = new Key<>(
            "target_namespace_prefix", Kind.namespacePrefix(), "auto", SUITE, "How the run's target namespace begins.");
    public static final Key<Optional<String>> STORAGE_CLASS = new Key<>(
            "storage_class", Kind.resourceName().orEmpty(), "", SUITE, "Storage class that migrated disks land on.");

    public static final Key<Integer> NUMBER_OF_VMS = new Key<>(
            "number_of_vms",
            Kind.count(1),
            "1",
            TEST,
            "At most this many VMs of a scenario are taken, in the order they are listed.");
    public static final Key<Boolean> CHECK_VMS_SIGNALS =
            new Key<>("check_vms_signals", Kind.flag(), "true", TEST, "Compare the migrated VMs with their sources.");
    public static final Key<Boolean> CHECK_SSH = new Key<>(
            "check_ssh",
            Kind.flag(),
            "true",
            TEST,
            "Log in to the migrated guests that run, with the guest credentials of the source provider's entry; without"
                    + " any, it is reported as not comparable.");
    public static final Key<Duration> SNAPSHOTS_INTERVAL = new Key<>(
            "snapshots_interval", Kind.minutes(1, 1440), "2", TEST, "Minutes between two precopies of a warm VM.");
    public static final Key<Duration> MINS_BEFORE_CUTOVER = new Key<>(
            "mins_before_cutover",
            Kind.minutes(0, 1440),
            "5",
            TEST,
            "Minutes from a ready warm Plan to its cutover, on the cluster's clock.");
    public static final Key<Duration> PLAN_WAIT_TIMEOUT =
            new Key<>("plan_wait_timeout", Kind.seconds(1, DAY), "3600", TEST, "Longest time for a migration to end.");

    public static final Key<Duration> PROVIDER_WAIT_TIMEOUT = wait("provider", "600", "a Provider to be Ready");
    public static final Key<Duration> MAP_WAIT_TIMEOUT = wait("map", "300", "a StorageMap or NetworkMap to be Ready");
    public static final Key<Duration> PLAN_READY_TIMEOUT =
            new Key<>("plan_ready_timeout", Kind.seconds(1, DAY), "360", SUITE, "Longest time for a Plan to be Ready.");
    public static final Key<Duration> FIRST_STATUS_TIMEOUT = new Key<>(
            "first_status_timeout",
            Kind.seconds(1, DAY),
            "60",
            SUITE,
            "Longest time for MTV to say anything at all of an object; then the suite looks for the reason itself.");
    public static final Key<Duration> OPERATOR_WAIT_TIMEOUT =
            wait("operator", "300", "MTV's pods to run and its operator to take a change over");
    public static final Key<Duration> INVENTORY_WAIT_TIMEOUT =
            wait("inventory", "300", "a source VM to be in the inventory");
    public static final Key<Duration> GUEST_AGENT_TIMEOUT = new Key<>(
            "guest_agent_timeout", Kind.seconds(1, DAY), "301", SUITE, "Longest time for a guest agent to connect.");
    public static final Key<Duration> SSH_TIMEOUT = new Key<>(
            "ssh_timeout", Kind.seconds(1, DAY), "300", SUITE, "Longest time for a guest to let the suite in by SSH.");
    public static final Key<Duration> CLONE_TIMEOUT = new Key<>(
            "clone_timeout", Kind.seconds(1, DAY), "1800", SUITE, "Longest time for the source to copy one VM.");
    public static final Key<Duration> CLEANUP_TIMEOUT = new Key<>(
            "cleanup_timeout", Kind.seconds(1, DAY), "600", SUITE, "Longest time for what a run created to be gone.");

    public static final Key<Boolean> ALLOW_ALL_SKIPPED =
            new Key<>("allow_all_skipped", Kind.flag(), "false", SUITE, "Do not end red when every test was skipped.");
    public static final Key<Boolean> SKIP_TEARDOWN =
            new Key<>("skip_teardown", Kind.flag(), "false", SUITE, "Leave everything the run created, and list it.");

    public static final Key<Optional<Path>> RECORD = new Key<>(
            "record",
            Kind.path().orEmpty(),
            "",
            SUITE,
            "File that gets all that the run sees of its clusters and its source, without secrets, such as"
                    + " target/run.jsonl.gz.");
    public static final Key<Optional<Path>> REPLAY = new Key<>(
            "replay",
            Kind.path().orEmpty(),
            "",
            SUITE,
            "Recording that answers instead of clusters and source, with the settings of its run.");

    public static final Key<Double> SANDBOX_TIME_SCALE = new Key<>(
            "sandbox_time_scale",
            Kind.factor(1, 100_000),
            "1000",
            SUITE,
            "How much faster than real time the sandbox's clock runs.");
    public static final Key<Long> SANDBOX_SEED =
            new Key<>("sandbox_seed", Kind.number(), "1", SUITE, "Seed of everything random in the sandbox.");
    public static final Key<Set<String>> SANDBOX_FAULTS =
            new Key<>("sandbox_faults", Kind.names(), "", SUITE, "Faults that the sandbox shows, parted by commas.");
    public static final Key<Integer> SANDBOX_CLUSTERS = new Key<>(
            "sandbox_clusters",
            Kind.count(1, 2),
            "1",
            SUITE,
            "2 gives the sandbox a second OpenShift, without MTV, that remote migrations go to.");

    private Keys() {}

    /** In the order of config.properties and of the README's table. */
    public static List<Key<?>> all() {
        return Stream.of(
                        List.of(CLUSTER),
                        AccessKeys.HUB,
                        List.of(MTV_NAMESPACE, REMOTE_OCP_CLUSTER),
                        AccessKeys.REMOTE,
                        source(),
                        run(),
                        waits(),
                        ours())
                .<Key<?>>flatMap(List::stream)
                .toList();
    }

    private static List<Key<?>> source() {
        return List.of(
                SOURCE_PROVIDER,
                SOURCE_PROVIDER_INSECURE_SKIP_VERIFY,
                PROVIDERS_FILE,
                VM_NAME_SEARCH_PATTERN,
                PLANS_FILE,
                TARGET_NAMESPACE_PREFIX,
                STORAGE_CLASS);
    }

    private static List<Key<?>> run() {
        return List.of(
                NUMBER_OF_VMS,
                CHECK_VMS_SIGNALS,
                CHECK_SSH,
                SNAPSHOTS_INTERVAL,
                MINS_BEFORE_CUTOVER,
                PLAN_WAIT_TIMEOUT);
    }

    private static List<Key<?>> waits() {
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

    private static List<Key<?>> ours() {
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

    static Optional<Key<?>> named(String name) {
        return all().stream()
                .filter(key -> key.name().equals(name))
                .<Key<?>>map(key -> key)
                .findFirst();
    }

    public static List<String> names() {
        return all().stream().<String>map(Key::name).toList();
    }

    private static Key<Duration> wait(String what, String seconds, String until) {
        return new Key<>(
                what + "_wait_timeout", Kind.seconds(1, DAY), seconds, SUITE, "Longest time for " + until + ".");
    }
}
