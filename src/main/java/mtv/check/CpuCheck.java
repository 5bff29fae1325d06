package mtv.check;

import java.util.ArrayList;
import java.util.List;

/** Sockets and cores each, not only their product: licences and guests count sockets. */
final class CpuCheck implements Check {

    @Override
    public String property() {
        return "CPU";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        List<Difference> differences = new ArrayList<>();
        if (vm.source().sockets() > 0 && vm.source().sockets() != vm.actual().sockets()) {
            differences.add(
                    vm.differs("CPU sockets", vm.source().sockets(), vm.actual().sockets()));
        }
        if (vm.source().cores() > 0 && vm.source().cores() != vm.actual().cores()) {
            differences.add(vm.differs(
                    "CPU cores per socket", vm.source().cores(), vm.actual().cores()));
        }
        return differences;
    }
}
