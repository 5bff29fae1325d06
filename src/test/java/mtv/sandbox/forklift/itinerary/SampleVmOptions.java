package mtv.sandbox.forklift.itinerary;

import mtv.model.PlanSpec;
import mtv.sandbox.forklift.FakePlatform;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.runtime.ControllerSettings;
import mtv.sandbox.sources.SimVm;

import java.util.List;

/** The options of the sample VM that decide on its phases. */
public final class SampleVmOptions {

    private SampleVmOptions() {}

    public static VmOptions ask(SourceKind kind, PlanSpec plan, SimVm vm, boolean host) {
        FakePlatform platform = new FakePlatform(List.of(vm));
        return new VmOptions(
                plan, plan.vms().get(0), vm, platform.catalog(), kind, host, false, ControllerSettings.DEFAULTS);
    }

    public static VmOptions vsphere(PlanSpec plan, SimVm vm, boolean host) {
        return ask(SourceKind.VSPHERE, plan, vm, host);
    }
}
