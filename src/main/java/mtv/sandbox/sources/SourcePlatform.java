package mtv.sandbox.sources;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What MTV's controllers and its inventory see of a source: the calls that they would make to its API. */
public interface SourcePlatform {

    PlatformType type();

    /** What a Provider names as its url. */
    String url();

    /** Whether the platform would open a session for the values of this Secret. */
    boolean accepts(Map<String, String> login);

    /** SHA-1 thumbprint of the TLS certificate, colon separated; empty for a share. */
    String thumbprint();

    /** All virtual machines, templates included, in a stable order. */
    List<SimVm> vms();

    Optional<SimVm> vm(String id);

    /** All that machines use. */
    Catalog catalog();

    /**
     * Powers off as MTV asks for it: on vSphere through the guest, which may never listen. The power state follows
     * after some simulated seconds.
     */
    void powerOff(String vmId);

    /** Stops it as a person does who is in a hurry. */
    default void stop(String vmId) {
        powerOff(vmId);
    }

    void powerOn(String vmId);

    /** Starts a snapshot and returns its id at once; {@link #snapshotReady} says when it can be used. */
    String createSnapshot(String vmId);

    boolean snapshotReady(String vmId, String snapshotId);

    /** The files that the guest had written when the snapshot was taken, a line for each; empty for none. */
    default String filesAt(String snapshotId) {
        return "";
    }

    /** Starts the removal; the id leaves {@link SimVm#snapshots} when it is done. */
    void removeSnapshot(String vmId, String snapshotId);

    /** Takes the last NIC away, as a person may, but not MTV. */
    void removeNic(String vmId);

    /**
     * Calls the listener when a VM has appeared, changed or gone; it must only hand on. A cluster does not, since its
     * watches report changes.
     */
    default void onChange(Runnable listener) {}

    default List<Catalog.Network> networks() {
        return catalog().networks();
    }

    default List<Catalog.Storage> storages() {
        return catalog().storages();
    }

    default List<Catalog.Hypervisor> hosts() {
        return catalog().hosts();
    }
}
