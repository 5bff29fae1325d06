package mtv.sandbox.source;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What MTV's controllers and its inventory see of a source: the calls they would make to vCenter's SDK. */
public interface SourcePlatform {

    /** The url that a Provider names, ending in {@code /sdk}. */
    URI sdkUrl();

    /** Whether vCenter would open a session for these. */
    boolean accepts(String user, String password);

    /** SHA-1 thumbprint of the TLS certificate, colon separated. */
    String thumbprint();

    /** All virtual machines, templates included, in a stable order. */
    List<SimVm> vms();

    Optional<SimVm> vm(String id);

    List<Network> networks();

    List<Datastore> datastores();

    List<Host> hosts();

    /**
     * Asks the guest to shut down; the power state follows after some simulated seconds, or never when the guest does
     * not listen.
     */
    void shutDownGuest(String vmId);

    void powerOn(String vmId);

    /** Starts a snapshot and returns its id at once; {@link #snapshotReady} tells when it can be used. */
    String createSnapshot(String vmId);

    boolean snapshotReady(String vmId, String snapshotId);

    /** Starts the removal; the id leaves {@link SimVm#snapshots} when it is done. */
    void removeSnapshot(String vmId, String snapshotId);

    /** @param id such as {@code network-11} */
    record Network(String id, String name) {}

    /** @param id such as {@code datastore-7}; capacity and free in bytes */
    record Datastore(String id, String name, String type, long capacity, long free) {}

    /** @param id such as {@code host-31} */
    record Host(String id, String name, String cluster) {}
}
