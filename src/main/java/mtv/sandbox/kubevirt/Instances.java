package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.kubevirt.Statuses.Condition;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node's view of KubeVirt: an instance is scheduled, its guest boots, and after a while its agent reports. */
final class Instances implements AutoCloseable {

    static final String AGENT_CONNECTED = "AgentConnected";
    static final String PAUSED = "Paused";

    private final VirtClient kube;
    private final SandboxClock clock;
    private final DiskContents contents;
    private final Statuses statuses;
    private final Controller queue;
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    Instances(VirtClient kube, SandboxClock clock, DiskContents contents) {
        this.kube = kube;
        this.clock = clock;
        this.contents = contents;
        this.statuses = new Statuses(kube, ResourceKind.VIRTUAL_MACHINE_INSTANCE, clock);
        this.queue = new Controller("virt-handler", clock, this::reconcile);
        kube.feed(ResourceKind.VIRTUAL_MACHINE_INSTANCE, queue);
    }

    /** How far an instance is, and after which time since its creation. */
    private enum Stage {
        PENDING("Pending", 0),
        SCHEDULING("Scheduling", 1),
        SCHEDULED("Scheduled", 4),
        RUNNING("Running", 8),
        AGENT("Running", 28);

        private final String phase;
        private final Duration since;

        Stage(String phase, int seconds) {
            this.phase = phase;
            this.since = Duration.ofSeconds(seconds);
        }

        static Stage at(Duration age) {
            return Arrays.stream(values())
                    .filter(stage -> stage.since.compareTo(age) <= 0)
                    .reduce(PENDING, (before, later) -> later);
        }

        Optional<Stage> next() {
            return this == AGENT ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
        }

        boolean atLeast(Stage other) {
            return compareTo(other) >= 0;
        }
    }

    /** Until further notice. */
    void pause(GenericKubernetesResource vmi, boolean pause) {
        String uid = vmi.getMetadata().getUid();
        if (pause) {
            paused.add(uid);
        } else {
            paused.remove(uid);
        }
        queue.enqueue(ObjectKey.of(vmi));
    }

    static boolean holds(GenericKubernetesResource vmi, String condition) {
        return VirtClient.list(vmi, "status", "conditions").stream()
                .anyMatch(each -> condition.equals(each.get("type")) && "True".equals(each.get("status")));
    }

    private Optional<Duration> reconcile(ObjectKey key) {
        return kube.find(ResourceKind.VIRTUAL_MACHINE_INSTANCE, key).flatMap(vmi -> {
            Duration age = Duration.between(kube.since(vmi), clock.instant());
            Stage stage = Stage.at(age);
            report(vmi, stage, stage == Stage.AGENT);
            return stage.next().map(next -> next.since.minus(age));
        });
    }

    private void report(GenericKubernetesResource vmi, Stage stage, boolean agent) {
        boolean running = stage.atLeast(Stage.RUNNING);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("phase", stage.phase);
        status.put("phaseTransitionTimestamps", transitions(vmi, stage.phase));
        List<Condition> conditions = new ArrayList<>();
        conditions.add(Condition.of("Ready", running));
        if (running) {
            status.put("nodeName", "worker-0");
            status.put("interfaces", interfaces(vmi, agent));
            conditions.add(Condition.of("LiveMigratable", true));
        }
        if (agent) {
            status.put("guestOSInfo", guest(vmi));
            conditions.add(Condition.of(AGENT_CONNECTED, true));
        }
        if (paused.contains(vmi.getMetadata().getUid())) {
            conditions.add(Condition.of(PAUSED, true));
        }
        statuses.write(vmi, status, conditions);
    }

    /** When it came into each phase; what is written stays. */
    private List<Map<String, Object>> transitions(GenericKubernetesResource vmi, String phase) {
        List<Map<String, Object>> all = new ArrayList<>(VirtClient.list(vmi, "status", "phaseTransitionTimestamps"));
        if (all.stream().noneMatch(each -> phase.equals(each.get("phase")))) {
            String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            all.add(Map.of("phase", phase, "phaseTransitionTimestamp", now));
        }
        return all;
    }

    private List<Map<String, Object>> interfaces(GenericKubernetesResource vmi, boolean agent) {
        Set<String> podNetworks = Set.copyOf(VirtClient.list(vmi, "spec", "networks").stream()
                .filter(network -> network.containsKey("pod"))
                .map(network -> network.get("name").toString())
                .toList());
        List<Map<String, Object>> interfaces = new ArrayList<>();
        for (Map<String, Object> nic : VirtClient.list(vmi, "spec", "domain", "devices", "interfaces")) {
            int index = interfaces.size();
            String name = nic.get("name").toString();
            boolean pod = podNetworks.contains(name);
            String mac = String.valueOf(nic.get("macAddress"));
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("name", name);
            view.put("mac", mac);
            view.put("infoSource", "domain" + (agent ? ", guest-agent" : "") + (pod ? "" : ", multus-status"));
            view.put("podInterfaceName", pod ? "eth0" : "pod" + index);
            view.put("queueCount", 1);
            view.put("linkState", "up");
            if (agent) {
                view.put("interfaceName", "eth" + index);
            }
            if (agent || pod) {
                List<String> all = addresses(vmi, index, pod, mac);
                view.put("ipAddress", all.get(0));
                view.put("ipAddresses", all);
            }
            interfaces.add(view);
        }
        return interfaces;
    }

    /**
     * The addresses that its conversion left to a guest. On the pod network KubeVirt shows the pod's address instead.
     */
    private List<String> addresses(GenericKubernetesResource vmi, int nic, boolean pod, String mac) {
        List<String> own = contents.addresses(vmi).stream()
                .filter(address -> !pod && address.nic() == nic)
                .map(DiskContents.Address::ip)
                .toList();
        return own.isEmpty() ? List.of(address(pod ? "10.128" : "10.200", mac)) : own;
    }

    private static String address(String network, String mac) {
        int hash = mac.hashCode();
        return String.format(Locale.ROOT, "%s.%d.%d", network, hash >> 8 & 0xff, hash & 0xff);
    }

    /** The agent reports what MTV wrote about the VM, since there is no guest to ask. */
    private static Map<String, Object> guest(GenericKubernetesResource vmi) {
        String os = VirtClient.annotations(vmi).getOrDefault("vm.kubevirt.io/os", "");
        return DiskContents.windows(vmi)
                ? Map.of("id", "mswindows", "name", "Microsoft Windows", "prettyName", "Windows (" + os + ")")
                : Map.of("id", "linux", "name", "Linux", "prettyName", os.isEmpty() ? "Linux" : "Linux (" + os + ")");
    }

    @Override
    public void close() {
        queue.close();
    }
}
