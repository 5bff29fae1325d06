package mtv.check.guest;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.DestinationVm.Visit;
import mtv.vm.SourceVm;

import java.util.Optional;

/** Compares the boot id of a guest with those of all other guests. A guest that tells none has no working shell. */
final class BootId implements Rule<Comparison> {

    @Override
    public void compare(Comparison vm, Findings findings) {
        Optional<Visit> visit = vm.actual().login();
        if (visit.isEmpty()) {
            findings.notComparable("boot id", "nobody logged in");
        } else if (vm.source().isWindows() || tellsWindows(vm)) {
            findings.notComparable("boot id", "Windows has none");
        } else {
            boolean own =
                    visit.get().bootId().isKnown() && visit.get().sharedWith().isEmpty();
            findings.record(
                    own,
                    "boot id",
                    ObservedValue.of("one of its own", "Linux draws one at every boot"),
                    told(visit.get()));
        }
    }

    private static boolean tellsWindows(Comparison vm) {
        return vm.actual()
                .guest()
                .filter(guest -> SourceVm.isWindows(guest.os()))
                .isPresent();
    }

    private static ObservedValue told(Visit visit) {
        ObservedValue told = ObservedValue.of(visit.bootId());
        return visit.sharedWith().isEmpty()
                ? told
                : ObservedValue.of(
                        told.text() + ", told by " + String.join(", ", visit.sharedWith()) + " too", told.origin());
    }
}
