package mtv.sandbox.forklift.run;

import mtv.model.Condition;
import mtv.model.MigrationRecord;
import mtv.model.Plan;
import mtv.model.PlanStatus;
import mtv.model.Snapshot;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.StepUpdates;
import mtv.sandbox.forklift.runtime.Conditions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A Plan's {@code status.migration} under edit: its runs, of which the last is the active one, and its VMs. */
public final class MigrationStatusEditor {

    private final Instant now;
    private final List<Snapshot> history;
    private List<VmStatus> vms;
    private Instant started;
    private Instant completed;

    public MigrationStatusEditor(Plan plan, Instant now) {
        this.now = now;
        MigrationRecord before =
                plan.getStatus() == null ? null : plan.getStatus().migration();
        this.history = new ArrayList<>(before == null || before.history() == null ? List.of() : before.history());
        this.vms = vms(plan);
        this.started = before == null ? null : before.started();
        this.completed = before == null ? null : before.completed();
    }

    /** As they stand in the Plan's status. */
    public static List<VmStatus> vms(Plan plan) {
        return Optional.ofNullable(plan.getStatus())
                .map(PlanStatus::migration)
                .map(MigrationRecord::vms)
                .orElse(List.of());
    }

    /** Empty, and not absent, before the first run. */
    public MigrationRecord toModel() {
        if (history.isEmpty() && vms.isEmpty()) {
            return new MigrationRecord(null, null, null, null);
        }
        return new MigrationRecord(started, completed, List.copyOf(history), vms);
    }

    /** The ids of the VMs that have begun and not ended. */
    public Set<String> underWay() {
        return vms.stream()
                .filter(vm -> vm.started() != null && vm.completed() == null)
                .map(VmStatus::id)
                .collect(Collectors.toSet());
    }

    /** Whether a VM pauses until its next precopy, or its cutover, is due. */
    public boolean waitsForItsTime() {
        return vms.stream().anyMatch(vm -> Phase.CopyingPaused.name().equals(vm.phase()));
    }

    public Optional<Snapshot> active() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    /** True for every run of a Plan but its first. */
    public boolean isRepeated() {
        return history.size() > 1;
    }

    public void open(Snapshot snapshot) {
        history.add(snapshot);
    }

    public void begin() {
        started = now;
        completed = null;
    }

    public void complete() {
        completed = completed == null ? now : completed;
    }

    public boolean activeHas(String... types) {
        return active().stream()
                .flatMap(snapshot -> conditions(snapshot).stream())
                .anyMatch(condition -> condition.isTrue() && List.of(types).contains(condition.type()));
    }

    public Optional<Condition> activeCondition(String type) {
        return active().stream()
                .flatMap(snapshot -> conditions(snapshot).stream())
                .filter(condition -> type.equals(condition.type()))
                .findFirst();
    }

    /** Sets a condition on the active run and takes Executing from it. */
    public void end(Condition condition) {
        complete();
        editActive(Conditions.with(
                Conditions.without(
                        active().map(MigrationStatusEditor::conditions).orElse(List.of()), "Executing"),
                condition,
                now));
    }

    public void set(Condition condition) {
        editActive(
                Conditions.with(active().map(MigrationStatusEditor::conditions).orElse(List.of()), condition, now));
    }

    /** Whether this Migration had its run. */
    public boolean hasEnded(String migrationUid) {
        return history.stream()
                .filter(snapshot -> migrationUid.equals(snapshot.migration().uid()))
                .flatMap(snapshot -> conditions(snapshot).stream())
                .anyMatch(condition -> Condition.ENDS.contains(condition.type()));
    }

    /** The VMs that have not ended yet are canceled; cleaning up after them is still to come. */
    public void cancelUnfinished(Condition canceled) {
        editUnfinished(vm -> vm.withConditions(Conditions.with(vm.conditions(), canceled, now)));
    }

    /** The VMs that have not ended yet have failed for a reason outside of them. */
    public void failUnfinished(Condition failed) {
        editUnfinished(vm -> vm.withConditions(Conditions.with(vm.conditions(), failed, now))
                .withError(StepUpdates.error(vm.error(), vm.phase(), List.of(failed.message())))
                .withPhase(Phase.Completed.name())
                .withStarted(vm.started() == null ? now : vm.started())
                .withCompleted(now));
    }

    private void editUnfinished(UnaryOperator<VmStatus> change) {
        vms(vms.stream()
                .map(vm -> Condition.ENDS.stream().anyMatch(vm::has) ? vm : change.apply(vm))
                .toList());
    }

    public List<VmStatus> vms() {
        return vms;
    }

    public void vms(List<VmStatus> newVms) {
        this.vms = List.copyOf(newVms);
    }

    private void editActive(List<Condition> conditions) {
        active().ifPresent(snapshot -> history.set(history.size() - 1, snapshot.withConditions(conditions)));
    }

    private static List<Condition> conditions(Snapshot snapshot) {
        return snapshot.conditions() == null ? List.of() : snapshot.conditions();
    }
}
