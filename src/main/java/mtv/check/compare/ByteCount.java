package mtv.check.compare;

/** Numbers of bytes, as people read them. */
public final class ByteCount {

    public static final long MIB = 1L << 20;

    private ByteCount() {}

    /** In MiB when that is exact, else in bytes: a rounded figure would hide the difference it is there to show. */
    public static String words(long bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes + " bytes";
    }
}
