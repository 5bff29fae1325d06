package mtv.sandbox.vsphere;

import mtv.sandbox.http.JsonServer;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SimVm.PowerState;
import mtv.sandbox.source.SourcePlatform;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The sandbox's vSphere: what MTV sees of it is {@link SourcePlatform}, what a source driver sees is the Automation API
 * at {@link #url}. What takes seconds in vCenter takes simulated seconds here.
 */
public final class VSphere implements SourcePlatform, AutoCloseable {

    private static final Duration POWER_ON = Duration.ofSeconds(5);
    private static final Duration POWER_OFF = Duration.ofSeconds(2);
    private static final Duration GUEST_SHUTDOWN = Duration.ofSeconds(15);
    private static final Duration CLONE = Duration.ofSeconds(20);
    private static final Duration SNAPSHOT = Duration.ofSeconds(5);
    private static final Duration SNAPSHOT_REMOVAL = Duration.ofSeconds(10);

    private final VSphereConfig config;
    private final Seed seed = Seed.load();
    private final Identities identities;
    private final Machines machines;
    private final JsonServer server;

    private VSphere(VSphereConfig config) {
        this.config = config;
        this.identities = new Identities(config.seed());
        this.machines = new Machines(seed, identities);
        this.server = JsonServer.start(config.vertx(), config.certificate(), new AutomationApi(this)::answer);
    }

    /** Returns when its port is open. */
    public static VSphere start(VSphereConfig config) {
        return new VSphere(config);
    }

    /** Where the Automation API is, without a path. */
    public URI url() {
        return server.url();
    }

    @Override
    public URI sdkUrl() {
        return url().resolve("/sdk");
    }

    @Override
    public boolean accepts(String user, String password) {
        return config.user().equals(user)
                && MessageDigest.isEqual(
                        config.password().getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String thumbprint() {
        return config.certificate().thumbprint();
    }

    @Override
    public List<SimVm> vms() {
        return machines.all();
    }

    @Override
    public Optional<SimVm> vm(String id) {
        return machines.find(id);
    }

    @Override
    public List<Network> networks() {
        return seed.networks();
    }

    @Override
    public List<Datastore> datastores() {
        return seed.datastores();
    }

    @Override
    public List<Host> hosts() {
        return seed.hosts();
    }

    @Override
    public void shutDownGuest(String vmId) {
        if (machines.get(vmId).toolsRunning()) {
            after(GUEST_SHUTDOWN, vmId, vm -> vm.withPower(PowerState.poweredOff));
        }
    }

    @Override
    public void powerOn(String vmId) {
        machines.get(vmId);
        after(POWER_ON, vmId, vm -> vm.withPower(PowerState.poweredOn));
    }

    @Override
    public String createSnapshot(String vmId) {
        machines.get(vmId);
        String snapshot = identities.snapshot();
        after(SNAPSHOT, vmId, vm -> vm.withSnapshots(Machines.plus(vm.snapshots(), snapshot)));
        return snapshot;
    }

    @Override
    public boolean snapshotReady(String vmId, String snapshotId) {
        return machines.get(vmId).snapshots().contains(snapshotId);
    }

    @Override
    public void removeSnapshot(String vmId, String snapshotId) {
        machines.get(vmId);
        after(
                SNAPSHOT_REMOVAL,
                vmId,
                vm -> vm.withSnapshots(vm.snapshots().stream()
                        .filter(id -> !id.equals(snapshotId))
                        .toList()));
    }

    /** Pulls the plug, or puts it in; {@code done} runs when the machine is in the new state. */
    void power(String vmId, PowerState power, Runnable done) {
        if (machines.get(vmId).power() == power) {
            throw new VSphereException(
                    VSphereException.Type.ALREADY_IN_DESIRED_STATE, "Virtual machine is already " + power + ".");
        }
        config.clock().after(power == PowerState.poweredOn ? POWER_ON : POWER_OFF, () -> {
            machines.change(vmId, vm -> vm.withPower(power));
            done.run();
        });
    }

    /** Makes a full clone, powered off; {@code done} gets it when all its disks are there. */
    void cloneVm(String sourceId, String name, Consumer<SimVm> done) {
        SimVm copy = machines.copy(sourceId, name);
        config.clock().after(CLONE, () -> done.accept(copy));
    }

    void delete(String vmId) {
        machines.remove(vmId);
    }

    private void after(Duration time, String vmId, UnaryOperator<SimVm> change) {
        config.clock().after(time, () -> machines.change(vmId, change));
    }

    @Override
    public void close() {
        server.close();
    }
}
