package mtv.provider.driver;

import mtv.scenario.Creation;
import mtv.scenario.Power;
import mtv.scenario.Preparation;
import mtv.vm.Fact;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prepares source VMs on their own platform; needed only by scenarios that clone a VM. Several threads may copy and
 * delete at once.
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
     * A copy that is wanted.
     *
     * @param vmName of the VM
     * @param vmId the platform's id of it
     * @param name of the copy
     * @param changeTracking whether the copy, and all of its disks, must have changed block tracking
     * @param power state of the copy; empty for one that is as the platform makes it, which is off
     * @param preparation what it shall have otherwise than the VM
     */
    record Copy(
            String vmName,
            String vmId,
            String name,
            boolean changeTracking,
            Optional<Power> power,
            Preparation preparation) {

        /** One that is as the VM is. */
        public Copy(String vmName, String vmId, String name, boolean changeTracking, Optional<Power> power) {
            this(vmName, vmId, name, changeTracking, power, Preparation.NONE);
        }
    }

    /**
     * Why a copy cannot be prepared as it is wanted, in words; empty when it can, as far as this can be told before
     * anything is done.
     */
    default Optional<String> cannotPrepare(Copy copy) throws IOException {
        return copy.preparation().isNone()
                ? Optional.empty()
                : Optional.of("this suite prepares only copies on vSphere: leave \"prepare\" of VM " + copy.vmName()
                        + " out");
    }

    /** Why no copy can get changed block tracking, in words; empty when it can. */
    default Optional<String> cannotTrack() throws IOException {
        return Optional.empty();
    }

    /**
     * Copies a VM; returns when the copy is complete, and has been told to start if it is wanted on: that it runs shows
     * MTV's inventory, which is asked for all copies at once. The VM itself is not changed.
     */
    void copy(Copy copy) throws IOException;

    /**
     * A VM that is wanted and is not there yet.
     *
     * @param labels that tell whose it is
     * @param power state of it; empty for one that is off
     */
    record NewVm(String name, String namespace, Map<String, String> labels, Optional<Power> power, Creation creation) {}

    /** What of that which a VM is to be created of is not there, each in words. */
    default List<String> missing(Creation wanted) throws IOException {
        return List.of("VMs are created on OpenShift alone, and not of " + wanted.words());
    }

    /** Creates a VM; returns when its disks are complete and it is powered as it is wanted. */
    default void create(NewVm vm) throws IOException {
        throw new ProviderException("VMs are created on OpenShift alone, and not of "
                + vm.creation().words());
    }

    /** Deletes the VM, powering it off first; one that does not exist is no error. */
    void delete(String vmName) throws IOException;

    /** Ends the session with the platform, if there is one. */
    default void close() {}

    /**
     * When people stopped VMs on the platform so far, in words, by the VMs' ids; one request, however many VMs there
     * are.
     */
    default Fact<Map<String, List<String>>> userStops() {
        return Fact.unknown("only an oVirt source is asked who stopped its VMs");
    }
}
