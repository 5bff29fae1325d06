package mtv.check.compare;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.UnreadableField;
import mtv.model.VmStatus;
import mtv.vm.Documents;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import mtv.vm.SourceVm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that the checks look at in a run as a whole: what MTV records of it, and what it left behind.
 *
 * @param destination name and address of the cluster that takes the VMs
 * @param plan after the run
 * @param migration at its good end
 * @param log what was seen in between
 * @param conditions of all objects that took part, by their names
 * @param gone kinds and names of those of them that are not there any more
 * @param warm empty for a cold migration
 * @param found everything with the Plan's label, on every cluster of the run
 * @param vmsInNamespace all VMs of the target namespace
 * @param canceled VMs that were canceled on purpose
 * @param earlier what was said of the VMs that had succeeded when the Plan had failed before, by id
 * @param documents that were read whole: Plan, Migration, maps and Providers, and what was asked for
 * @param archived what was found once the Plan was archived; empty when it was not
 */
@RecordBuilder
public record RunFacts(
        String destination,
        Plan plan,
        Migration migration,
        RunLog log,
        Map<String, List<Condition>> conditions,
        List<String> gone,
        Optional<Warm> warm,
        List<FoundObject> found,
        List<FoundObject> vmsInNamespace,
        List<Tls> tls,
        List<Canceled> canceled,
        Map<String, VmStatus> earlier,
        Documents documents,
        Optional<List<FoundObject>> archived)
        implements RunFactsBuilder.With {

    /**
     * What a warm migration was told.
     *
     * @param cutover on the cluster's clock
     * @param interval between two copies
     * @param lateness how much later the last snapshot may be than it could
     */
    public record Warm(Instant cutover, Duration interval, Duration lateness) {}

    /**
     * How a Provider deals with certificates.
     *
     * @param configured whether they are ignored
     * @param secret what the Provider's Secret says
     * @param used what MTV says it does; unknown for Providers of which it does not
     */
    public record Tls(String provider, boolean configured, String secret, Fact<Boolean> used) {}

    /**
     * A VM that was canceled on purpose.
     *
     * @param after the source as it is now; empty when the inventory does not show it
     * @param left kind and name of what is left of it on the destination
     */
    public record Canceled(SourceVm before, Optional<SourceVm> after, VmStatus status, List<String> left) {}

    /** The VMs that were to be migrated to the end. */
    public List<VmStatus> vms() {
        return recorded().stream().filter(vm -> !isCanceled(vm.id())).toList();
    }

    /** Id or name of each VM of the Plan of which the Migration says nothing. */
    public List<String> unrecorded() {
        List<VmStatus> recorded = recorded();
        return Optional.ofNullable(plan.getSpec()).map(PlanSpec::vms).orElse(List.of()).stream()
                .filter(vm ->
                        vm != null && recorded.stream().noneMatch(it -> vm.means(it.id(), it.name(), it.namespace())))
                .map(vm -> vm.name() == null ? "VM " + vm.id() : vm.name())
                .toList();
    }

    /** All of the Migration. */
    public List<VmStatus> recorded() {
        return migration.getStatus() == null || migration.getStatus().vms() == null
                ? List.of()
                : migration.getStatus().vms().stream().filter(Objects::nonNull).toList();
    }

    /**
     * What cannot be read of a VM in the Migration, in words.
     *
     * @param path within the VM's status, as a JSON pointer that begins with a slash
     */
    public Optional<String> unreadable(VmStatus vm, String path) {
        if (migration.unreadable().isEmpty()) {
            return Optional.empty(); // of many VMs each would be looked for in their list
        }
        String where = "/status/vms/" + migration.getStatus().vms().indexOf(vm) + path;
        return migration.unreadable().stream()
                .filter(field -> field.at().toString().startsWith(where))
                .map(UnreadableField::describe)
                .findFirst();
    }

    /** @param vmId null for none */
    public boolean isCanceled(String vmId) {
        return canceled.stream().anyMatch(vm -> Objects.equals(vm.status().id(), vmId));
    }

    public String planUid() {
        return String.valueOf(plan.getMetadata().getUid());
    }

    /** Empty for a Plan that has lost its spec. */
    public String targetNamespace() {
        return plan.getSpec() == null ? "" : String.valueOf(plan.getSpec().targetNamespace());
    }
}
