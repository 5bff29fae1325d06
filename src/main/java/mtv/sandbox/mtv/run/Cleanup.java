package mtv.sandbox.mtv.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Precopy;
import mtv.model.VmStatus;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.build.SourceKind;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.List;
import java.util.Map;

/** What is taken away after a VM: little after success, everything before another try, on cancel and on archive. */
final class Cleanup {

    private static final Logger LOG = LogManager.getLogger();
    private static final List<Pods.Use> HELPERS = List.of(Pods.Use.INSPECTION, Pods.Use.REBOOT_WATCH);
    private static final List<Pods.Use> ALL = List.of(Pods.Use.values());

    private final Pass pass;

    Cleanup(Pass pass) {
        this.pass = pass;
    }

    /** The machine, its claims and, unless told otherwise, the conversion pod stay. */
    void afterSuccess(VmStatus vm) {
        boolean all = Boolean.TRUE.equals(pass.spec().deleteGuestConversionPod());
        bestEffort(vm, () -> helpers(vm, pass.labels().vm(vm.id()), all ? ALL : HELPERS));
        removeSnapshots(vm);
    }

    /** Also the conversion pod, and what an unfinished migration had made, if the Plan allows its deletion. */
    void afterCancel(VmStatus vm) {
        bestEffort(vm, () -> everything(vm, true));
        removeSnapshots(vm);
    }

    /** The same for what earlier runs left; here an error counts, because the next run would trip over the rest. */
    void beforeNextRun(VmRun vm) {
        everything(vm.status(), vm.route().itinerary() != Itinerary.RESUME);
    }

    /** @param forced whether disks go that a conversion could be repeated on */
    private void everything(VmStatus vm, boolean forced) {
        Map<String, String> selector = pass.labels().vmOfAnyRun(vm.id());
        boolean kept = !forced && Boolean.TRUE.equals(vm.disksCopied());
        if (!vm.has("Succeeded") && deletesMachine(vm) && !kept) {
            pass.target().deleteMachinesAndDataVolumes(selector);
        }
        helpers(vm, selector, ALL);
    }

    /** Snapshots that a migration made are not left on the source, not even one that is still being made. */
    void removeSnapshots(VmStatus vm) {
        if (vm.warm() == null
                || vm.warm().precopies() == null
                || !pass.machines().containsKey(vm.id())) {
            return;
        }
        vm.warm().precopies().stream()
                .map(Precopy::snapshot)
                .forEach(snapshot -> pass.platform().removeSnapshot(vm.id(), snapshot));
    }

    private void helpers(VmStatus vm, Map<String, String> selector, List<Pods.Use> uses) {
        LOG.debug("cleaning up after {}", vm.name());
        pass.target().deletePods(selector, uses);
        pass.target().deleteSecretsAndConfigMaps(selector);
        pass.target().deletePopulators(selector);
        HookPhases.delete(pass, selector);
        if (pass.kind() == SourceKind.OPENSHIFT) {
            pass.platform().vm(vm.id()).ifPresent(source -> pass.sourceCluster().deleteExport(source));
        }
    }

    /** Absent means yes since release 2.12. */
    private boolean deletesMachine(VmStatus vm) {
        boolean byPlan = !Boolean.FALSE.equals(pass.spec().deleteVmOnFailMigration());
        boolean byVm = pass.spec().vms().stream()
                .anyMatch(wish -> vm.id().equals(wish.id()) && Boolean.TRUE.equals(wish.deleteVmOnFailMigration()));
        return byPlan || byVm;
    }

    private static void bestEffort(VmStatus vm, Runnable action) {
        try {
            action.run();
        } catch (KubernetesClientException e) {
            LOG.debug("clean-up after {}: {}", vm.name(), e.getMessage());
        }
    }
}
