package mtv.provider;

import mtv.await.Stop;
import mtv.record.RecordedConnection;
import mtv.scenario.Power;
import mtv.settings.SourceProviderEntry;
import mtv.settings.SourceSettings;
import mtv.settings.Waits;
import mtv.vm.Fact;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prepares source VMs on their own platform; needed only by scenarios that clone a VM or set its power. Several threads
 * may delete at once.
 */
public interface SourceDriver {

    /**
     * Looks for a VM that is to be copied. What can be refused is refused here, before anything is done.
     *
     * @param vmId the platform's id of it, for one of several with that name
     * @return the platform's id of it; empty when the platform has no VM of that name
     */
    Optional<String> find(String vmName, Optional<String> vmId) throws IOException;

    /**
     * Copies a VM, powered off.
     *
     * @param vmId the platform's id of it
     * @return the platform's id of the copy
     */
    String copy(String vmName, String vmId, String copyName) throws IOException;

    /** Brings the VM to this power state; returns once the platform has accepted it. */
    void power(String vmId, Power power) throws IOException;

    /** Deletes the VM, powering it off first; one that does not exist is no error. */
    void delete(String vmName) throws IOException;

    /**
     * When people stopped VMs on the platform so far, in words, by the VMs' ids; one request, however many VMs there
     * are.
     */
    default Fact<Map<String, List<String>>> userStops() {
        return Fact.unknown("only an oVirt source is asked who stopped its VMs");
    }

    /**
     * @param waits how long the platform may take for one call: to copy a VM longer than to tell something
     * @param stop from which on nothing is changed any more
     * @param wire looks on at the calls, or answers them
     */
    static SourceDriver of(
            SourceProviderEntry entry, SourceSettings source, Waits waits, Stop stop, RecordedConnection wire) {
        return switch (entry.type()) {
            case VSPHERE ->
                entry.sdkEndpoint().filter(SourceProviderEntry.ESXI::equals).isPresent()
                        ? new NoDriver(entry)
                        : new VSphereDriver(entry, http(source, waits.sourceClone(), stop, wire));
            case OVIRT -> new OvirtDriver(entry, http(source, waits.inventory(), stop, wire));
            default -> new NoDriver(entry);
        };
    }

    private static HttpSession http(SourceSettings source, Duration limit, Stop stop, RecordedConnection wire) {
        return HttpSession.trusting(
                new HttpSession.Trust(source.insecureSkipVerify(), source.caFile()), limit, stop, wire, "source");
    }

    /** For platforms that this suite cannot drive: the person prepares the VMs. */
    class NoDriver implements SourceDriver {

        private final SourceProviderEntry entry;

        NoDriver(SourceProviderEntry entry) {
            this.entry = entry;
        }

        @Override
        public Optional<String> find(String vmName, Optional<String> vmId) {
            throw cannot("clone", vmName, "set \"clone\": false and give a VM that may be migrated");
        }

        @Override
        public String copy(String vmName, String vmId, String copyName) {
            throw cannot("clone", vmName, "set \"clone\": false and give a VM that may be migrated");
        }

        @Override
        public void power(String vmId, Power power) {
            throw cannot(
                    "power",
                    vmId,
                    "bring it to the power state that the scenario asks for, or drop" + " \"source_vm_power\"");
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
