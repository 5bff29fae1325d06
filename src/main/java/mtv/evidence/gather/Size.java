package mtv.evidence.gather;

import java.util.Locale;

/** Bytes for people. */
final class Size {

    private static final long KIB = 1024;

    private Size() {}

    static String words(long bytes) {
        return bytes < KIB
                ? bytes + " bytes"
                : bytes < KIB * KIB
                        ? bytes / KIB + " KiB"
                        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (KIB * KIB));
    }
}
