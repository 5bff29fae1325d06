package mtv.check.guest;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.DestinationVm.Visit;

import java.util.Optional;

/** Disks may be whole in number and size, and wrong in what is on them. */
final class GuestContent extends Check<Comparison> {

    GuestContent() {
        super(
                "guest-content",
                "The guest's shell tells what the scenario knows, such as the checksum of a disk or a marker.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Optional<Visit> visit = vm.visit();
        if (vm.expected().tells().isEmpty() || visit.isEmpty()) {
            findings.notComparable(
                    "content", visit.isEmpty() ? "nobody logged in" : "the scenario knows nothing of it");
            return;
        }
        vm.expected().tells().forEach((command, part) -> {
            String told = visit.get().answers().getOrDefault(command, "no answer");
            findings.record(
                    told.contains(part),
                    "answer to " + command,
                    ObservedValue.of(part, "guest_tells of the scenario"),
                    ObservedValue.of(told.isEmpty() ? "nothing" : told, "the guest's shell"));
        });
    }
}
