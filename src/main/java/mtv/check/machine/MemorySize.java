package mtv.check.machine;

import mtv.check.compare.ByteCount;
import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;

/** Whatever unit either side writes it in. */
final class MemorySize extends Check<Comparison> {

    MemorySize() {
        super("memory", "The guest's memory, in bytes.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        findings.equal(
                "memory", vm.unlessSized(vm.source().memoryBytes()), vm.actual().memoryBytes(), ByteCount::words);
    }
}
