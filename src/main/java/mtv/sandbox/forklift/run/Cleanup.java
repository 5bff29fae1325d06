package mtv.sandbox.forklift.run;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.MigrationType;
import mtv.model.Precopy;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.Pods;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.objects.Selection;
import mtv.sandbox.forklift.runtime.Conversions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is taken away after a VM: little after success, everything before another try, on cancel and on archive. */
final class Cleanup {

    private static final Logger LOG = LogManager.getLogger();
    private static final List<Pods.Use> HELPERS =
            List.of(Pods.Use.INSPECTION, Pods.Use.DEEP_INSPECTION, Pods.Use.REBOOT_WATCH);
    private static final List<Pods.Use> ALL = List.of(Pods.Use.values());

    private final ReconcileContext pass;

    Cleanup(ReconcileContext pass) {
        this.pass = pass;
    }

    /** The machines, their claims and, unless told otherwise, the conversion pods stay. */
    void afterSuccess(List<VmStatus> vms) {
        List<Pods.Use> uses = Boolean.TRUE.equals(pass.spec().deleteGuestConversionPod()) ? ALL : HELPERS;
        bestEffort(() -> helpers(vms, pass.labels().run(), uses));
        vms.forEach(this::removeSnapshots);
    }

    /** Also the conversion pods, and what an unfinished migration had made, if the Plan allows its deletion. */
    void afterCancel(List<VmStatus> vms) {
        bestEffort(() -> everything(vms, true));
        vms.forEach(this::removeSnapshots);
    }

    /** The same of all VMs of a Plan, and what its validation has left. */
    void afterAll(List<VmStatus> vms) {
        afterCancel(vms);
        bestEffort(() -> pass.target().deleteJobs(pass.labels().anyRun()));
    }

    /** The same for what earlier runs left; here an error counts, because the next run would trip over the rest. */
    void beforeNextRun(VmRun vm) {
        everything(List.of(vm.status()), vm.route().itinerary() != Itinerary.RESUME);
    }

    /** @param forced whether disks go that a conversion could be repeated on */
    private void everything(List<VmStatus> vms, boolean forced) {
        List<VmStatus> unfinished = vms.stream()
                .filter(vm -> !vm.has("Succeeded") && deletesMachine(vm))
                .filter(vm -> forced || !Boolean.TRUE.equals(vm.disksCopied()))
                .toList();
        pass.target()
                .deleteMachinesAndDataVolumes(
                        selection(unfinished, pass.labels().anyRun()));
        helpers(vms, pass.labels().anyRun(), ALL);
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

    private void helpers(List<VmStatus> vms, Map<String, String> labels, List<Pods.Use> uses) {
        Selection selection = selection(vms, labels);
        // before their pods, which they would make again
        conversions(vms, uses.contains(Pods.Use.CONVERSION));
        pass.target().deleteHelpers(selection, uses);
        pass.home().deleteHooks(selection);
        if (pass.kind() == SourceKind.OPENSHIFT) {
            vms.forEach(vm -> pass.platform()
                    .vm(vm.id())
                    .ifPresent(source -> pass.sourceCluster().deleteExport(source)));
        }
    }

    /**
     * Inspections with their pods and Secrets, which all are beside the Plan.
     *
     * @param guests whether those that changed a guest go as well
     */
    private void conversions(List<VmStatus> vms, boolean guests) {
        List<String> inspected = vms.stream()
                .filter(vm -> made(vm, Conversions.DEEP_INSPECTION))
                .map(VmStatus::id)
                .toList();
        Map<String, String> inspection =
                Labels.with(pass.labels().anyRun(), Conversions.TYPE, Conversions.DEEP_INSPECTION);
        pass.home().deleteInspections(new Selection(inspection, inspected));
        if (guests) {
            List<String> converted = vms.stream()
                    .map(VmStatus::id)
                    .filter(vm -> of(vm).findAny().isPresent())
                    .toList();
            pass.home().deleteConversions(new Selection(pass.labels().anyRun(), converted));
        }
    }

    private boolean made(VmStatus vm, String type) {
        return of(vm.id()).anyMatch(conversion -> type.equals(Conversions.label(conversion, Conversions.TYPE)));
    }

    private Stream<GenericKubernetesResource> of(String vmId) {
        return pass.environment()
                .caches()
                .conversions()
                .of(pass.plan().getMetadata().getUid(), vmId);
    }

    private static Selection selection(List<VmStatus> vms, Map<String, String> labels) {
        return new Selection(labels, vms.stream().map(VmStatus::id).toList());
    }

    /** Absent means yes since release 2.12; what was prepared for a conversion alone is not the Plan's to delete. */
    private boolean deletesMachine(VmStatus vm) {
        boolean byPlan = !Boolean.FALSE.equals(pass.spec().deleteVmOnFailMigration());
        boolean byVm = pass.spec().vms().stream()
                .anyMatch(wish -> vm.id().equals(wish.id()) && Boolean.TRUE.equals(wish.deleteVmOnFailMigration()));
        return pass.spec().type() != MigrationType.CONVERSION && (byPlan || byVm);
    }

    private void bestEffort(Runnable action) {
        try {
            action.run();
        } catch (KubernetesClientException e) {
            LOG.debug("clean-up of plan {}: {}", pass.plan().getMetadata().getName(), e.getMessage());
        }
    }
}
