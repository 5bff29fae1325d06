package mtv.check.machine;

import mtv.check.compare.Bytes;
import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.Side;
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
        if (limit.isTold() && memory.isTold()) {
            findings.hold(
                    limit.get() >= memory.get(),
                    "memory limit",
                    Side.of("at least " + Bytes.words(memory.get()), memory.origin()),
                    Side.of(limit.map(Bytes::words)));
        } else if (limit.isTold()) {
            findings.notComparable("memory limit", "the VM's own memory is not told, " + memory.origin());
        } else if (limit.unreadable()) {
            findings.notComparable("memory limit", limit.origin());
        } else {
            findings.equal("memory limit", Side.of("none", "rule of MTV"), Side.of("none", limit.origin()));
        }
    }
}
