package mtv.check;

/** Sizes for people. */
final class Bytes {

    static final long MIB = 1L << 20;

    private Bytes() {}

    /** In MiB when that is exact, else in bytes: a rounded figure would hide the difference it is there to show. */
    static String words(long bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes + " bytes";
    }
}
