package mtv.settings.value;

/** Which tests leave evidence behind. */
public enum EvidenceOccasion {
    NONE,
    ON_FAILURE,
    ALWAYS
}
