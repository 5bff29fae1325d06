package mtv.sandbox.forklift.run;

import mtv.model.PlanSpec;
import mtv.sandbox.forklift.FakePlatform;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.runtime.Settings;
import mtv.sandbox.sources.SimVm;

import java.util.List;

/** What decides on the way of the sample VM. */
public final class Questions {

    private Questions() {}

    public static Question ask(SourceKind kind, PlanSpec plan, SimVm vm, boolean host) {
        FakePlatform platform = new FakePlatform(List.of(vm));
        return new Question(plan, plan.vms().get(0), vm, platform.catalog(), kind, host, false, Settings.DEFAULTS);
    }

    public static Question vsphere(PlanSpec plan, SimVm vm, boolean host) {
        return ask(SourceKind.VSPHERE, plan, vm, host);
    }
}
