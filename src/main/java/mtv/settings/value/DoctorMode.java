package mtv.settings.value;

/** What becomes of a run for which the doctor found an error. */
public enum DoctorMode {
    /** It ends before anything is created. */
    FAIL,
    /** It goes on, for somebody who knows better. */
    REPORT
}
