package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.MigrationType;
import mtv.model.Precopy;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.build.HelperPods;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.itinerary.Itinerary;
import mtv.sandbox.forklift.objects.Selection;
import mtv.sandbox.forklift.runtime.Conversions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Deletes what a migration left behind: the helpers only after success, everything before another attempt, after a
 * cancel and on archive.
 */
public final class Cleanup {

    private static final Logger LOG = LogManager.getLogger();
    private static final List<HelperPods.Use> HELPERS =
            List.of(HelperPods.Use.INSPECTION, HelperPods.Use.DEEP_INSPECTION, HelperPods.Use.REBOOT_WATCH);
    private static final List<HelperPods.Use> ALL = List.of(HelperPods.Use.values());

    private final ReconcileContext context;

    public Cleanup(ReconcileContext context) {
        this.context = context;
    }

    /**
     * Deletes the helpers. VirtualMachines and claims stay, and so do conversion pods unless the Plan says otherwise.
     */
    public void afterSuccess(List<VmStatus> vms) {
        List<HelperPods.Use> uses = Boolean.TRUE.equals(context.spec().deleteGuestConversionPod()) ? ALL : HELPERS;
        bestEffort(() -> helpers(vms, context.labels().run(), uses));
        vms.forEach(this::removeSnapshots);
    }

    /**
     * Deletes the conversion pods as well, and the VirtualMachine and disks of an unfinished migration if the Plan
     * allows it.
     */
    public void afterCancel(List<VmStatus> vms) {
        bestEffort(() -> everything(vms, true));
        vms.forEach(this::removeSnapshots);
    }

    /** Deletes the same for all VMs of a Plan, and the Jobs of its validation. */
    public void afterAll(List<VmStatus> vms) {
        afterCancel(vms);
        bestEffort(() -> context.target().deleteJobs(context.labels().anyRun()));
    }

    /** Deletes the same of earlier runs. An error counts here, because the next run would fail on the remains. */
    void beforeNextRun(VmRun vm) {
        everything(List.of(vm.status()), vm.itinerary().base() != Itinerary.RESUME);
    }

    /** @param forced whether disks go that a conversion could be repeated on */
    private void everything(List<VmStatus> vms, boolean forced) {
        List<VmStatus> unfinished = vms.stream()
                .filter(vm -> !vm.has("Succeeded") && deletesMachine(vm))
                .filter(vm -> forced || !Boolean.TRUE.equals(vm.disksCopied()))
                .toList();
        context.target()
                .deleteMachinesAndDataVolumes(
                        selection(unfinished, context.labels().anyRun()));
        helpers(vms, context.labels().anyRun(), ALL);
    }

    /** Removes the snapshots that a migration made on the source, including one that is not finished. */
    public void removeSnapshots(VmStatus vm) {
        if (vm.warm() == null
                || vm.warm().precopies() == null
                || !context.machines().containsKey(vm.id())) {
            return;
        }
        vm.warm().precopies().stream()
                .map(Precopy::snapshot)
                .forEach(snapshot -> context.platform().removeSnapshot(vm.id(), snapshot));
    }

    private void helpers(List<VmStatus> vms, Map<String, String> labels, List<HelperPods.Use> uses) {
        Selection selection = selection(vms, labels);
        // Conversions go before their pods, because they would create them again
        conversions(vms, uses.contains(HelperPods.Use.CONVERSION));
        context.target().deleteHelpers(selection, uses);
        context.home().deleteHooks(selection);
        if (context.kind() == SourceKind.OPENSHIFT) {
            vms.forEach(vm -> context.platform()
                    .vm(vm.id())
                    .ifPresent(source -> context.sourceCluster().deleteExport(source)));
        }
    }

    /**
     * Deletes inspections with their pods and Secrets, which are in the Plan's namespace.
     *
     * @param guests whether those that changed a guest go as well
     */
    private void conversions(List<VmStatus> vms, boolean guests) {
        List<String> inspected = vms.stream()
                .filter(vm -> made(vm, Conversions.DEEP_INSPECTION))
                .map(VmStatus::id)
                .toList();
        Map<String, String> inspection =
                Labels.with(context.labels().anyRun(), Conversions.TYPE, Conversions.DEEP_INSPECTION);
        context.home().deleteInspections(new Selection(inspection, inspected));
        if (guests) {
            List<String> converted = vms.stream()
                    .map(VmStatus::id)
                    .filter(vm -> of(vm).findAny().isPresent())
                    .toList();
            context.home().deleteConversions(new Selection(context.labels().anyRun(), converted));
        }
    }

    private boolean made(VmStatus vm, String type) {
        return of(vm.id()).anyMatch(conversion -> type.equals(Conversions.label(conversion, Conversions.TYPE)));
    }

    private Stream<GenericKubernetesResource> of(String vmId) {
        return context.environment()
                .caches()
                .conversions()
                .of(context.plan().getMetadata().getUid(), vmId);
    }

    private static Selection selection(List<VmStatus> vms, Map<String, String> labels) {
        return new Selection(labels, vms.stream().map(VmStatus::id).toList());
    }

    /**
     * Whether the Plan allows the deletion of the VirtualMachine. Unset means yes since release 2.12. Disks that were
     * prepared for a conversion alone are never deleted.
     */
    private boolean deletesMachine(VmStatus vm) {
        boolean byPlan = !Boolean.FALSE.equals(context.spec().deleteVmOnFailMigration());
        boolean byVm = context.spec().vms().stream()
                .anyMatch(
                        planVm -> vm.id().equals(planVm.id()) && Boolean.TRUE.equals(planVm.deleteVmOnFailMigration()));
        return context.spec().type() != MigrationType.CONVERSION && (byPlan || byVm);
    }

    private void bestEffort(Runnable action) {
        try {
            action.run();
        } catch (KubernetesClientException e) {
            LOG.debug("clean-up of plan {}: {}", context.plan().getMetadata().getName(), e.getMessage());
        }
    }
}
