package mtv.check;

/** Whatever unit either side writes it in. */
final class MemorySize extends Check<Comparison> {

    MemorySize() {
        super("memory", "The guest's memory, in bytes.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        findings.equal(
                "memory", vm.unlessSized(vm.source().memoryBytes()), vm.actual().memoryBytes(), Bytes::words);
    }
}
