package mtv.check.machine;

import mtv.check.compare.ByteCount;
import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.Fact;

/** Such a VM is killed as soon as it uses what it has. */
final class MemoryLimit extends Check<Comparison> {

    MemoryLimit() {
        super("memory-limit", "No limit is below the guest's memory.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Fact<Long> limit = vm.actual().memoryLimit();
        Fact<Long> memory = vm.actual().memoryBytes();
        if (limit.isKnown() && memory.isKnown()) {
            findings.record(
                    limit.get() >= memory.get(),
                    "memory limit",
                    ObservedValue.of("at least " + ByteCount.words(memory.get()), memory.origin()),
                    ObservedValue.of(limit.map(ByteCount::words)));
        } else if (limit.isKnown()) {
            findings.notComparable("memory limit", "the VM's own memory is not told, " + memory.origin());
        } else if (limit.unreadable()) {
            findings.notComparable("memory limit", limit.origin());
        } else {
            findings.equal(
                    "memory limit", ObservedValue.of("none", "rule of MTV"), ObservedValue.of("none", limit.origin()));
        }
    }
}
