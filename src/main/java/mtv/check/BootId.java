package mtv.check;

import java.util.Optional;

/** Two guests that tell the same are one guest, or copies of one that ran. */
final class BootId extends Check<Comparison> {

    BootId() {
        super("boot-id", "The guest has booted by itself: no other guest of the run tells its boot id.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        Optional<DestinationVm.Visit> visit =
                vm.actual().guest().flatMap(guest -> guest.visit().value());
        if (visit.isEmpty() || visit.get().refusal().isPresent()) {
            findings.notComparable("boot id", "nobody logged in");
        } else if (!visit.get().bootId().isTold()) {
            findings.notComparable("boot id", visit.get().bootId().origin());
        } else {
            String id = visit.get().bootId().get();
            findings.hold(
                    visit.get().sharedWith().isEmpty(),
                    "boot id",
                    Side.of("told by no other guest", "Linux draws one at every boot"),
                    Side.of(
                            visit.get().sharedWith().isEmpty()
                                    ? id
                                    : id + ", told by " + String.join(", ", visit.get().sharedWith()) + " too",
                            visit.get().bootId().origin()));
        }
    }
}
