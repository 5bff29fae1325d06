package mtv.doctor;

import java.io.IOException;
import java.util.Map;

/**
 * A finding, with what makes the doctor find it.
 *
 * @param scenario JSON of its fields; empty for a cold one of a copy
 * @param line regular expression, which a part of the table is to match
 */
record DoctorCase(String what, Break breaking, String scenario, String line) {

    /** Breaks something, and returns the settings to look with. */
    @FunctionalInterface
    interface Break {
        Map<String, String> in(Breakage sandbox) throws IOException;
    }

    /** Nothing is wrong but a setting. */
    static DoctorCase given(String key, String value, String line) {
        return new DoctorCase(key + "=" + value, it -> Map.of(key, value), "", line);
    }

    /** A scenario wants what is not there. */
    static DoctorCase wanted(String what, String scenario, String line) {
        return new DoctorCase(what, it -> Map.of(), scenario, line);
    }

    /** Something is broken that any scenario needs. */
    static DoctorCase broken(String what, Break breaking, String line) {
        return new DoctorCase(what, breaking, "", line);
    }

    @Override
    public String toString() {
        return what;
    }
}
