package mtv.check;

import java.util.List;

/** The VM is on the destination, in the target namespace, under its name. */
final class ExistenceCheck implements Check {

    @Override
    public String property() {
        return "existence";
    }

    @Override
    public List<Difference> compare(Comparison vm) {
        if (vm.destination().isPresent()) {
            return List.of();
        }
        String where = vm.expected().namespace() + "/" + vm.expected().name();
        String found = vm.elsewhere().isEmpty() ? "no such VM" : "a VM in " + vm.elsewhere();
        return List.of(vm.differs(property(), "VM " + where, found));
    }
}
