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

/** Changes a Plan's {@code status.migration}: its runs, of which the last is the active one, and its VMs. */
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

    /** The VMs in the Plan's stored status. */
    public static List<VmStatus> vms(Plan plan) {
        return Optional.ofNullable(plan.getStatus())
                .map(PlanStatus::migration)
                .map(MigrationRecord::vms)
                .orElse(List.of());
    }

    /** The changed status. It is empty but present before the first run. */
    public MigrationRecord toModel() {
        if (history.isEmpty() && vms.isEmpty()) {
            return new MigrationRecord(null, null, null, null);
        }
        return new MigrationRecord(started, completed, List.copyOf(history), vms);
    }

    /** The ids of the VMs that have started and not ended. */
    public Set<String> underWay() {
        return vms.stream()
                .filter(vm -> vm.started() != null && vm.completed() == null)
                .map(VmStatus::id)
                .collect(Collectors.toSet());
    }

    /** Whether a VM waits for its next precopy or its cutover. */
    public boolean waitsForItsTime() {
        return vms.stream().anyMatch(vm -> Phase.CopyingPaused.name().equals(vm.phase()));
    }

    public Optional<Snapshot> active() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    /** Whether the active run is not the first run of the Plan. */
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

    /** Ends the active run with a condition, which replaces Executing. */
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

    /** Whether the run of this Migration has ended. */
    public boolean hasEnded(String migrationUid) {
        return history.stream()
                .filter(snapshot -> migrationUid.equals(snapshot.migration().uid()))
                .flatMap(snapshot -> conditions(snapshot).stream())
                .anyMatch(condition -> Condition.ENDS.contains(condition.type()));
    }

    /** Cancels the VMs that have not ended. Cleaning up after them is done later. */
    public void cancelUnfinished(Condition canceled) {
        editUnfinished(vm -> vm.withConditions(Conditions.with(vm.conditions(), canceled, now)));
    }

    /** Fails the VMs that have not ended, for a reason that is not theirs. */
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
