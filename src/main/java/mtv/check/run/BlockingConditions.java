package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.model.Condition;

import java.util.List;

/** Lists conditions that block or warn, at the end of a run. Warnings that are known are data. */
final class BlockingConditions implements Rule<RunFacts> {

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.gone()
                .forEach(name -> findings.about(name)
                        .record(
                                false,
                                "object",
                                ReportedValue.of("there", "the Plan refers to it"),
                                ReportedValue.of("not there any more", "MTV's objects after the run")));
        run.conditions().forEach((name, conditions) -> {
            Findings ofObject = findings.about(name);
            List<Condition> bad = conditions.stream()
                    .filter(c -> c != null && (c.blocks() || c.warns()))
                    .toList();
            bad.forEach(condition -> ofObject.record(
                    false,
                    "condition " + condition.type(),
                    ReportedValue.of("none of category " + condition.category(), "rule of MTV"),
                    ReportedValue.of(condition.describe(), "status.conditions")));
            if (conditions.isEmpty()) {
                ofObject.notComparable("conditions", "it has none");
            } else if (bad.isEmpty()) {
                ofObject.equal(
                        "conditions",
                        ReportedValue.of("no blocker, no warning", "rule of MTV"),
                        ReportedValue.of("no blocker, no warning", "status.conditions"));
            }
        });
    }
}
