package mtv.check.guest;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm.Visit;
import mtv.vm.SourceVm;

import java.util.Optional;

/** Compares the boot id of a guest with those of all other guests. A guest that tells none has no working shell. */
final class BootId implements Rule<VmFacts> {

    @Override
    public void compare(VmFacts vm, Findings findings) {
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
                    ReportedValue.of("one of its own", "Linux draws one at every boot"),
                    told(visit.get()));
        }
    }

    private static boolean tellsWindows(VmFacts vm) {
        return vm.actual()
                .guest()
                .filter(guest -> SourceVm.isWindows(guest.os()))
                .isPresent();
    }

    private static ReportedValue told(Visit visit) {
        ReportedValue told = ReportedValue.of(visit.bootId());
        return visit.sharedWith().isEmpty()
                ? told
                : ReportedValue.of(
                        told.text() + ", told by " + String.join(", ", visit.sharedWith()) + " too", told.origin());
    }
}
