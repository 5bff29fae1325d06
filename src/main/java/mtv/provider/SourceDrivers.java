package mtv.provider;

import mtv.await.Stop;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.openstack.OpenStackDriver;
import mtv.provider.driver.ovirt.OvirtDriver;
import mtv.provider.driver.vsphere.VSphereDriver;
import mtv.provider.http.HttpSession;
import mtv.record.RecordedConnection;
import mtv.settings.SourceProviderEntry;
import mtv.settings.SourceSettings;
import mtv.settings.Waits;

import java.time.Duration;
import java.util.Optional;

/** Chooses the driver of a source that is reached over its own API. */
public final class SourceDrivers {

    /** An answer that a platform gives at the end of a time may come a little later. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private SourceDrivers() {}

    /**
     * The driver of a source by its type; one that refuses, in words, for a source whose VMs a person prepares.
     *
     * @param waits how long the platform may take for one call: to copy a VM longer than to tell something
     * @param stop from which on nothing is changed any more
     * @param wire looks on at the calls, or answers them
     */
    public static SourceDriver of(
            SourceProviderEntry entry, SourceSettings source, Waits waits, Stop stop, RecordedConnection wire) {
        return switch (entry.type()) {
            case VSPHERE ->
                entry.sdkEndpoint().filter(SourceProviderEntry.ESXI::equals).isPresent()
                        ? new NoDriver(entry)
                        : new VSphereDriver(
                                entry, http(source, waits.sourceClone().plus(GRACE), stop, wire), waits.sourceClone());
            case OVIRT -> new OvirtDriver(entry, http(source, waits.inventory(), stop, wire), waits.sourceClone());
            case OPENSTACK ->
                new OpenStackDriver(entry, http(source, waits.inventory(), stop, wire), waits.sourceClone());
            default -> new NoDriver(entry);
        };
    }

    private static HttpSession http(SourceSettings source, Duration limit, Stop stop, RecordedConnection wire) {
        return HttpSession.trusting(
                new HttpSession.Trust(source.insecureSkipVerify(), source.caFile()), limit, stop, wire, "source");
    }

    /** For platforms that this suite cannot drive: the person prepares the VMs. */
    private record NoDriver(SourceProviderEntry entry) implements SourceDriver {

        @Override
        public Optional<String> find(String vmName, Optional<String> vmId) {
            throw cannot("clone", vmName, "set \"clone\": false and give a VM that may be migrated");
        }

        @Override
        public void copy(Copy copy) {
            throw cannot("clone", copy.vmName(), "set \"clone\": false and give a VM that may be migrated");
        }

        @Override
        public void delete(String vmName) {
            throw cannot("delete", vmName, "delete it by hand");
        }

        private ProviderException cannot(String verb, String vm, String advice) {
            return new ProviderException("Source provider " + entry.key() + " is of type "
                    + entry.type().id() + ", on which this suite cannot " + verb + " VMs (" + vm + "): " + advice);
        }
    }
}
