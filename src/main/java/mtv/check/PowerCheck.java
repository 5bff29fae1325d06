package mtv.check;

import java.util.List;

/** The VM runs or is stopped; in between, or broken, is neither. */
final class PowerCheck implements Check {

    @Override
    public String property() {
        return "power state";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        String expected = vm.expected().poweredOn() ? "Running" : "Stopped";
        String actual = vm.actual().printableStatus();
        return actual.equals(expected)
                ? List.of()
                : List.of(vm.differs(property(), expected, actual.isEmpty() ? "no status" : actual));
    }
}
