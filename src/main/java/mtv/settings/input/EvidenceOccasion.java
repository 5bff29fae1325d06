package mtv.settings.input;

/** Which tests leave evidence behind. */
public enum EvidenceOccasion {
    NONE,
    ON_FAILURE,
    ALWAYS
}
