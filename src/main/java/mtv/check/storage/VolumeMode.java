package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Expected.Modes;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

/** Block is faster, and not every class has it. */
final class VolumeMode extends Check<Comparison> {

    VolumeMode() {
        super("volume-mode", "Each claim has the volume mode of the map entry, else that of CDI's profile.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachVolume(
                findings,
                "volume mode",
                (pair, volume) -> findings.equal(
                        pair.property("volume mode"),
                        ClaimRule.of(
                                vm.expected(),
                                pair,
                                map -> map.volumeMode() == null
                                        ? null
                                        : map.volumeMode().id(),
                                Modes::volumeMode),
                        Fact.of(volume.volumeMode(), "the claim's volumeMode")));
    }
}
