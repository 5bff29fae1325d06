package mtv.check;

import java.util.List;

/** Memory in bytes, whatever unit either side writes it in. */
final class MemoryCheck implements Check {

    @Override
    public String property() {
        return "memory";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        long expected = vm.source().memoryBytes();
        long actual = vm.actual().memoryBytes();
        return expected == 0 || expected == actual
                ? List.of()
                : List.of(vm.differs(property(), Bytes.words(expected), Bytes.words(actual)));
    }
}
