package mtv.sandbox.forklift.phase;

import mtv.model.ObjectRef;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.build.TargetNames;
import mtv.sandbox.sources.SimVm;

/**
 * The first phases: start, and the power of the source. The guest is asked to shut down, and the wait for it has no
 * limit.
 */
final class StartPhases {

    private StartPhases() {}

    static void start(VmRun vm) {
        vm.start();
        vm.work();
        if (vm.context().repeated()) {
            new Cleanup(vm.context()).beforeNextRun(vm);
        }
        String wanted = vm.status().targetName();
        if (wanted != null) {
            if (vm.target().machineExists(wanted)) {
                // MTV shows nothing of this and retries for ever
                throw new RequeueException("a virtual machine " + wanted + " exists already");
            }
            vm.edit(status -> status.withNewName(wanted));
        } else if (!TargetNames.isSubdomain(vm.source().name())) {
            String name = TargetNames.normalise(vm.source().name());
            String free = vm.target().machineExists(name) ? TargetNames.alternative(name) : name;
            vm.edit(status -> status.withNewName(free));
        }
        ObjectRef scripts = vm.context().spec().customizationScripts();
        if (scripts != null && !vm.context().hasConfigMap(scripts)) {
            vm.fail("CustomizationScripts ConfigMap '" + scripts.name() + "' not found in namespace '"
                    + scripts.namespace() + "'");
            return;
        }
        vm.advance();
    }

    static void storePowerState(VmRun vm) {
        String state = switch (vm.source().power()) {
            case poweredOn -> "On";
            case poweredOff -> "Off";
            case suspended -> "Unknown";
        };
        vm.edit(status -> status.withRestorePowerState(state));
        vm.advance();
    }

    static void powerOff(VmRun vm) {
        if (!isOff(vm)) {
            vm.context().platform().powerOff(vm.id());
        }
        vm.advance();
    }

    static void waitForPowerOff(VmRun vm) {
        if (isOff(vm)) {
            vm.advance();
        }
    }

    private static boolean isOff(VmRun vm) {
        return vm.source().power() == SimVm.PowerState.poweredOff;
    }
}
