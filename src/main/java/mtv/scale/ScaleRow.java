package mtv.scale;

/**
 * One measure of one scenario, over all of its VMs.
 *
 * @param place the scenario and where its VMs went
 * @param size of the migration
 * @param what a step, {@code whole}, {@code downtime}, {@code throughput}, or {@link #DIFFERENCE} with the id of a
 *     check
 * @param unit {@code s}, {@code MiB/s}, or {@code findings}
 */
record ScaleRow(Place place, Size size, String what, String unit, Spread spread) {

    static final String DIFFERENCE = "difference ";
    static final String SECONDS = "s";
    static final String RATE = "MiB/s";
    static final String FINDINGS = "findings";

    /** @param destination remote or local */
    record Place(String scenario, String destination) {

        @Override
        public String toString() {
            return scenario + " (" + destination + ")";
        }
    }

    record Size(int vms, double gib) {}

    /**
     * Of a throughput the 95th percentile and the maximum are those of the slowest VMs, which is the smallest value.
     */
    record Spread(double p50, double p95, double max) {}

    boolean isDifference() {
        return what.startsWith(DIFFERENCE);
    }

    /** What two runs have in common. */
    String key() {
        return place + ", " + what;
    }
}
