package mtv.sandbox.source;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * The names that a platform itself gives to things: never the same twice, and the same in every run with the same seed.
 */
final class Identities {

    private final PlatformType type;
    private final Random random;
    private int lastVm;
    private int lastSnapshot;
    private int lastMac;

    Identities(PlatformType type, long seed) {
        this.type = type;
        random = new Random(seed);
        lastMac = 0x800000 + (random.nextInt(0x40) << 16);
        lastVm = 1000 + random.nextInt(1000);
        lastSnapshot = 5000 + random.nextInt(1000);
    }

    synchronized String vm() {
        return switch (type) {
            case VSPHERE -> "vm-" + ++lastVm;
            case OVA -> "ova-" + Integer.toHexString(++lastVm);
            default -> uuid();
        };
    }

    synchronized String snapshot() {
        return type == PlatformType.VSPHERE ? "snapshot-" + ++lastSnapshot : uuid();
    }

    /** vSphere counts the devices of a machine, the others name each for itself. */
    synchronized String device(int key) {
        return type == PlatformType.VSPHERE ? String.valueOf(key) : uuid();
    }

    synchronized String mac() {
        int n = ++lastMac;
        return String.format(Locale.ROOT, "%s:%02x:%02x:%02x", type.macPrefix, n >> 16 & 0xff, n >> 8 & 0xff, n & 0xff);
    }

    synchronized String uuid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "42" + UUID.nameUUIDFromBytes(bytes).toString().substring(2);
    }

    synchronized String diskSerial() {
        return "6000C29" + uuid().substring(7).toUpperCase(Locale.ROOT);
    }
}
