package mtv.sandbox.sources.ovirt;

import mtv.sandbox.faults.Faults;
import mtv.sandbox.sources.CallOutcome;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourceException;
import mtv.sandbox.sources.SourceException.Type;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The VMs that an engine is making: each is locked until its disks are there, and its original cannot be cloned again.
 */
final class OvirtClones {

    /** USER_ADD_VM_FINISHED_FAILURE of the engine's audit log. */
    private static final int FAILED = 54;

    private static final Duration FAILURE = Duration.ofSeconds(5);

    private final SimPlatform platform;
    private final Faults faults;
    /** Ids of their originals, by those of the copies. */
    private final Map<String, String> incomplete = new ConcurrentHashMap<>();

    OvirtClones(SimPlatform platform, Faults faults) {
        this.platform = platform;
        this.faults = faults;
    }

    boolean isIncomplete(String vm) {
        return incomplete.containsKey(vm) && platform.vm(vm).isPresent();
    }

    void requireUnlocked(SimVm vm, String verb) {
        if (isIncomplete(vm.id())) {
            throw new SourceException(
                    Type.NOT_ALLOWED_IN_CURRENT_STATE,
                    "Cannot " + verb + " VM. VM " + vm.name() + " is being cloned or its disks are locked.");
        }
    }

    /** @return the id of the copy, which is locked */
    synchronized String begin(SimVm source, String name, String correlation) {
        if (!source.template()
                && incomplete.entrySet().stream()
                        .anyMatch(each -> each.getValue().equals(source.id()) && isIncomplete(each.getKey()))) {
            throw new SourceException(Type.NOT_ALLOWED_IN_CURRENT_STATE, "Cannot clone VM. VM is being cloned.");
        }
        CallOutcome outcome = CallOutcome.of(faults, "clone", source, name);
        String copy = platform.cloneVm(source.id(), name, made -> {
            if (outcome.good()) {
                incomplete.remove(made.id());
            }
        });
        incomplete.put(copy, source.id());
        outcome.refusal().ifPresent(why -> fail(copy, name, why, correlation));
        return copy;
    }

    private void fail(String copy, String name, String why, String correlation) {
        platform.clock().after(FAILURE, () -> {
            platform.happened(FAILED, "Failed to complete VM " + name + " creation. " + why, correlation, copy);
            if (platform.vm(copy).isPresent()) {
                platform.delete(copy);
            }
        });
    }

    /** Whether more than an answer comes of it. @throws SourceException when a fault refuses it */
    boolean happens(String verb, SimVm vm) {
        CallOutcome outcome = CallOutcome.of(faults, verb, vm);
        outcome.refusal().ifPresent(why -> {
            throw new SourceException(Type.NOT_ALLOWED_IN_CURRENT_STATE, why);
        });
        return outcome.good();
    }
}
