package mtv.sandbox.forklift.build;

/** Amounts of bytes in the form of Kubernetes. */
final class Quantities {

    private static final String[] SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    private static final long FACTOR = 1024;

    private Quantities() {}

    /** The amount with the largest binary suffix that leaves no fraction: {@code 2Gi}, {@code 1536Mi}. */
    static String binary(long bytes) {
        long amount = bytes;
        int suffix = 0;
        while (amount != 0 && amount % FACTOR == 0 && suffix < SUFFIXES.length - 1) {
            amount /= FACTOR;
            suffix++;
        }
        return amount + SUFFIXES[suffix];
    }
}
