package mtv.check.placement;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;

import java.util.List;

/** Labels of a VM, and where it may run. */
public final class PlacementChecks {

    private PlacementChecks() {}

    public static List<Check<Comparison>> ofVm() {
        return List.of(
                new PlanLabels(),
                new ConvertedLabel(),
                new OriginalName(),
                new TemplateLabels(),
                new NodeSelector(),
                new NodeAffinity());
    }
}
