package mtv.sandbox.sources;

import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.guest.GuestFiles;
import mtv.sandbox.sources.SimVm.PowerState;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A platform whose machines live in memory. What takes seconds in reality takes simulated seconds here. */
public final class SimPlatform implements SourcePlatform {

    private static final Duration POWER_ON = Duration.ofSeconds(5);
    private static final Duration POWER_OFF = Duration.ofSeconds(2);
    private static final Duration GUEST_SHUTDOWN = Duration.ofSeconds(15);
    private static final Duration CLONE = Duration.ofSeconds(20);
    private static final Duration SNAPSHOT = Duration.ofSeconds(5);
    private static final Duration SNAPSHOT_REMOVAL = Duration.ofSeconds(10);

    private final InventorySeed seed;
    private volatile Catalog catalog;
    private final Endpoint endpoint;
    private final SandboxClock clock;
    private final VmIdentities identities;
    private final Map<String, GuestFiles> files = new ConcurrentHashMap<>();
    private final Map<String, String> filesAt = new ConcurrentHashMap<>();
    private final SeedAssembly assembly;

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** Every change is one atomic step under the lock of this map, and none takes time. */
    private final Map<String, SimVm> machines = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Those that are no machines. */
    private final Map<String, SimVm> templates = new LinkedHashMap<>();

    private final Deque<Event> events = new ConcurrentLinkedDeque<>();

    /**
     * Where a platform is and who may enter.
     *
     * @param logins values of a Secret, all of one of which must be right
     * @param thumbprint of its certificate
     */
    public record Endpoint(String url, List<Map<String, String>> logins, String thumbprint) {}

    /**
     * @param code as oVirt's AuditLogType numbers what happened
     * @param severity {@code normal} or {@code error}
     * @param correlation what the request that led to it called itself; empty for none
     */
    public record Event(int code, String description, String severity, String correlation, Instant time, String vm) {}

    /** @param number decides ids, MAC addresses, uuids, serial numbers and invented machines */
    SimPlatform(InventorySeed seed, long number, Endpoint endpoint, SandboxClock clock) {
        this.seed = seed;
        this.catalog = seed.catalog();
        this.endpoint = endpoint;
        this.clock = clock;
        this.identities = new VmIdentities(seed.type(), number);
        this.assembly = new SeedAssembly(seed, identities);
        Stream.concat(seed.vms().stream(), VmGenerator.machines(seed, number))
                .map(assembly::machine)
                .forEach(vm -> (isApart(vm, seed.type()) ? templates : machines).put(vm.id(), vm));
    }

    /** A template of vSphere is a VM; one of oVirt is none. */
    private static boolean isApart(SimVm vm, PlatformType type) {
        return vm.template() && type != PlatformType.VSPHERE;
    }

    @Override
    public PlatformType type() {
        return seed.type();
    }

    @Override
    public String url() {
        return endpoint.url();
    }

    @Override
    public boolean accepts(Map<String, String> login) {
        return endpoint.logins().stream()
                .anyMatch(good -> good.entrySet().stream()
                        .allMatch(entry -> same(entry.getValue(), login.getOrDefault(entry.getKey(), ""))));
    }

    private static boolean same(String good, String given) {
        return MessageDigest.isEqual(good.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String thumbprint() {
        return endpoint.thumbprint();
    }

    @Override
    public List<SimVm> vms() {
        synchronized (machines) {
            return List.copyOf(machines.values());
        }
    }

    @Override
    public Optional<SimVm> vm(String id) {
        return Optional.ofNullable(machines.get(id));
    }

    private SimVm get(String id) {
        return vm(id).orElseThrow(() -> SourceException.noSuchVm(id));
    }

    /** Templates that are not among the VMs, since their platform tells the two apart. */
    public List<SimVm> templates() {
        return List.copyOf(templates.values());
    }

    /** On a share with OVA files every disk is a storage of its own, since MTV 2.9. */
    @Override
    public Catalog catalog() {
        return seed.type() == PlatformType.OVA
                ? catalog.withStorages(vms().stream()
                        .flatMap(vm -> vm.disks().stream())
                        .map(disk -> new Catalog.Storage(disk.id(), disk.file(), "nfs", 0, 0))
                        .toList())
                : catalog;
    }

    /** An image that machines of OpenStack may be booted from. */
    public synchronized void addImage(Catalog.Image image) {
        catalog = catalog.withImages(
                Stream.concat(catalog.images().stream(), Stream.of(image)).toList());
        notifyListeners();
    }

    public synchronized void removeImage(String id) {
        catalog = catalog.withImages(catalog.images().stream()
                .filter(image -> !image.id().equals(id))
                .toList());
        notifyListeners();
    }

    /** vSphere's guests are asked, by their tools; the others are not. */
    @Override
    public void powerOff(String vmId) {
        boolean asked = seed.type() == PlatformType.VSPHERE;
        if (!asked || get(vmId).toolsRunning()) {
            happened(73, "VM shutdown initiated by %s on VM %s", vmId);
            after(asked ? GUEST_SHUTDOWN : POWER_OFF, vmId, vm -> vm.withPower(PowerState.poweredOff));
        }
    }

    @Override
    public void stop(String vmId) {
        happened(33, "VM %2$s powered off by %1$s", vmId);
        after(POWER_OFF, vmId, vm -> vm.withPower(PowerState.poweredOff));
    }

    private void happened(int code, String text, String vmId) {
        String description = text.formatted(seed.type().user, get(vmId).name());
        events.addFirst(new Event(code, description, "normal", "", clock.instant(), vmId));
    }

    /** Something that failed. @param correlation what the request that led to it called itself; empty for none */
    public void happened(int code, String description, String correlation, String vmId) {
        events.addFirst(new Event(code, description, "error", correlation, clock.instant(), vmId));
    }

    /** What was done to the machines' power, the newest first. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** MTV asks no VM that still runs, though it may be shutting down: canceled in that moment, it stays off. */
    @Override
    public void powerOn(String vmId) {
        if (get(vmId).power() != PowerState.poweredOn) {
            after(POWER_ON, vmId, vm -> vm.withPower(PowerState.poweredOn));
        }
    }

    @Override
    public String createSnapshot(String vmId) {
        get(vmId);
        String snapshot = identities.snapshot();
        after(SNAPSHOT, vmId, vm -> {
            filesAt.put(snapshot, files(vmId).toString());
            return vm.withSnapshots(
                    Stream.concat(vm.snapshots().stream(), Stream.of(snapshot)).toList());
        });
        return snapshot;
    }

    @Override
    public String filesAt(String snapshotId) {
        return filesAt.getOrDefault(snapshotId, "");
    }

    /** Those that the guest of a machine has written. */
    public GuestFiles files(String vmId) {
        return files.computeIfAbsent(vmId, any -> new GuestFiles());
    }

    @Override
    public boolean snapshotReady(String vmId, String snapshotId) {
        return get(vmId).snapshots().contains(snapshotId);
    }

    @Override
    public void removeSnapshot(String vmId, String snapshotId) {
        get(vmId);
        after(
                SNAPSHOT_REMOVAL,
                vmId,
                vm -> vm.withSnapshots(vm.snapshots().stream()
                        .filter(id -> !id.equals(snapshotId))
                        .toList()));
    }

    @Override
    public void removeNic(String vmId) {
        change(vmId, vm -> vm.withNics(vm.nics().subList(0, vm.nics().size() - 1)));
    }

    /** Pulls the plug, or puts it in; {@code done} runs when the machine is in the new state. */
    public void power(String vmId, PowerState power, Runnable done) {
        if (get(vmId).power() == power) {
            throw new SourceException(
                    SourceException.Type.ALREADY_IN_DESIRED_STATE, "Virtual machine is already " + power + ".");
        }
        clock.after(power == PowerState.poweredOn ? POWER_ON : POWER_OFF, () -> {
            change(vmId, vm -> vm.withPower(power));
            done.run();
        });
    }

    /** What a call comes to. Time stands still meanwhile, so that nothing that it begins ends before it is noted. */
    public <T> T called(Supplier<T> call) {
        SandboxClock.Hold still = clock.hold();
        try {
            return call.get();
        } finally {
            still.close();
        }
    }

    /** The time in which its work is done. */
    public SandboxClock clock() {
        return clock;
    }

    /**
     * Makes a full clone of a VM or a template, powered off; {@code done} gets it when all its disks are there, unless
     * it is deleted before.
     *
     * @return its id
     */
    public String cloneVm(String sourceId, String name, Consumer<SimVm> done) {
        SimVm copy;
        synchronized (machines) {
            SimVm source = templates.containsKey(sourceId) ? templates.get(sourceId) : get(sourceId);
            if (machines.values().stream()
                    .anyMatch(vm -> vm.name().equals(name) && vm.folder().equals(source.folder()))) {
                throw new SourceException(
                        SourceException.Type.ALREADY_EXISTS, "The name '" + name + "' already exists.");
            }
            copy = assembly.copy(source, name);
            machines.put(copy.id(), copy);
        }
        notifyListeners();
        clock.after(CLONE, () -> vm(copy.id()).ifPresent(done));
        return copy.id();
    }

    public void delete(String vmId) {
        synchronized (machines) {
            SimVm vm = get(vmId);
            if (vm.power() != PowerState.poweredOff) {
                throw new SourceException(
                        SourceException.Type.NOT_ALLOWED_IN_CURRENT_STATE,
                        "'" + vm.name() + "' is " + vm.power() + ", not powered off.");
            }
            machines.remove(vmId);
        }
        notifyListeners();
    }

    /**
     * A change from outside of MTV: a guest that hangs, a disk that is added, a snapshot that somebody takes. Nothing
     * happens to a machine that is gone by now.
     */
    public void change(String vmId, UnaryOperator<SimVm> change) {
        machines.computeIfPresent(vmId, (same, vm) -> change.apply(vm).withRevision(vm.revision() + 1));
        notifyListeners();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void notifyListeners() {
        listeners.forEach(Runnable::run);
    }

    private void after(Duration time, String vmId, UnaryOperator<SimVm> change) {
        clock.after(time, () -> change(vmId, change));
    }
}
