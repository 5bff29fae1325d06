package mtv.sandbox.sources;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * The names that a platform itself gives to things: never the same twice, and the same in every run with the same seed.
 */
final class VmIdentities {

    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private final PlatformType type;
    private final Random random;
    private int lastVm;
    private int lastSnapshot;
    private int lastMac;

    VmIdentities(PlatformType type, long seed) {
        this.type = type;
        random = new Random(seed);
        lastMac = 0x800000 + (random.nextInt(0x40) << 16);
        lastVm = 1000 + random.nextInt(1000);
        lastSnapshot = 5000 + random.nextInt(1000);
    }

    synchronized String vm() {
        return switch (type) {
            case VSPHERE -> "vm-" + ++lastVm;
            default -> uuid();
        };
    }

    synchronized String snapshot() {
        return type == PlatformType.VSPHERE ? "snapshot-" + ++lastSnapshot : uuid();
    }

    /** vSphere counts the devices of a machine, the others name each for itself: for OVA MTV does, by a digest. */
    synchronized String device(int key) {
        return switch (type) {
            case VSPHERE -> String.valueOf(key);
            case OVA -> (uuid() + uuid()).replace("-", "").substring(0, 36);
            default -> uuid();
        };
    }

    synchronized String mac() {
        int n = ++lastMac;
        byte[] own = {(byte) (n >> 16), (byte) (n >> 8), (byte) n};
        return type.macPrefix + ":" + MAC.formatHex(own);
    }

    synchronized String uuid() {
        long version4 = random.nextLong() & ~0xF000L | 0x4000L;
        long variant = random.nextLong() & ~0xC000_0000_0000_0000L | 0x8000_0000_0000_0000L;
        return "42" + new UUID(version4, variant).toString().substring(2);
    }

    synchronized String diskSerial() {
        return "6000C29" + uuid().substring(7).toUpperCase(Locale.ROOT);
    }
}
