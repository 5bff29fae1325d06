package mtv.sandbox.vsphere;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * The names that vCenter itself gives to things: never the same twice, and the same in every run with the same seed.
 */
final class Identities {

    private final Random random;
    private final int macBlock;
    private int lastVm;
    private int lastSnapshot;
    private int lastMac;

    Identities(long seed) {
        random = new Random(seed);
        macBlock = 0x80 + random.nextInt(0x40);
        lastVm = 1000 + random.nextInt(1000);
        lastSnapshot = 5000 + random.nextInt(1000);
    }

    synchronized String vm() {
        return "vm-" + ++lastVm;
    }

    synchronized String snapshot() {
        return "snapshot-" + ++lastSnapshot;
    }

    /** In the range from which vCenter assigns. */
    synchronized String mac() {
        int n = ++lastMac;
        return String.format(Locale.ROOT, "00:50:56:%02x:%02x:%02x", macBlock, n >> 8 & 0xff, n & 0xff);
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
