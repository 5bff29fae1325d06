package mtv.steps;

import mtv.check.compare.RunLog;
import mtv.model.Migration;
import mtv.model.MigrationRecord;
import mtv.model.MigrationStatusBuilder;
import mtv.model.Plan;
import mtv.model.PlanStatusBuilder;
import mtv.model.VmStatus;
import mtv.steps.migrate.MigrationOutcome;

import java.util.List;

/** The outcome of a run that had ended with another Migration: its watch had seen the same until then. */
final class SeenLast {

    private SeenLast() {}

    static MigrationOutcome in(MigrationOutcome outcome, Migration last) {
        return new MigrationOutcome(
                outcome.plan(), last, log(outcome, last), outcome.warm(), outcome.earlier(), outcome.stopped());
    }

    private static RunLog log(MigrationOutcome outcome, Migration last) {
        RunLog log = new RunLog();
        for (VmStatus vm : outcome.migration().getStatus().vms()) {
            List<VmStatus> states = outcome.log().of(vm.id());
            states.subList(0, states.size() - 1).forEach(state -> log.saw(migration(state)));
        }
        log.saw(last);
        log.saw(plan(outcome.log().succeeded()));
        return log;
    }

    private static Migration migration(VmStatus state) {
        Migration migration = new Migration();
        migration.setStatus(MigrationStatusBuilder.builder().vms(List.of(state)).build());
        return migration;
    }

    private static Plan plan(List<VmStatus> succeeded) {
        Plan plan = new Plan();
        plan.setStatus(PlanStatusBuilder.builder()
                .migration(new MigrationRecord(null, null, null, succeeded))
                .build());
        return plan;
    }
}
