package mtv.check;

import mtv.check.Expected.Modes;
import mtv.provider.Fact;

/** Block is faster, and not every class has it. */
final class VolumeMode extends Check<Comparison> {

    VolumeMode() {
        super("volume-mode", "Each claim has the volume mode of the map entry, else that of CDI's profile.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
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
