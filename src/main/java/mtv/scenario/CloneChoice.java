package mtv.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Whether a copy of a VM migrates, so that the VM itself stays untouched. */
public enum CloneChoice {
    NEVER,
    ALWAYS,
    /** A copy where the source's platform can be made to copy, and else the VM itself. */
    AUTO;

    /** @param value true, false or {@code "auto"}, as the schema allows */
    @JsonCreator
    static CloneChoice of(Object value) {
        return "auto".equals(value) ? AUTO : Boolean.TRUE.equals(value) ? ALWAYS : NEVER;
    }

    /** The same with nothing left to be chosen. @param copies whether the platform can be made to copy */
    CloneChoice decided(boolean copies) {
        return this != AUTO ? this : copies ? ALWAYS : NEVER;
    }
}
