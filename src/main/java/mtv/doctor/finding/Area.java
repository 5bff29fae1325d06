package mtv.doctor.finding;

import java.util.Locale;

/** What a finding is about, in the order of the table. */
public enum Area {
    API,
    LOGIN,
    CLOCK,
    VERSIONS,
    MTV,
    FIELDS,
    RIGHTS,
    STORAGE,
    NAMESPACES,
    SOURCE,
    MACHINES,
    NETWORKS,
    ADDRESSES,
    NAMES,
    EVIDENCE,
    LEFTOVERS;

    /** As the table has it. */
    String words() {
        return this == API || this == MTV ? name() : name().toLowerCase(Locale.ROOT);
    }
}
