package mtv.settings.value;

/** When MTV's own must-gather runs, which takes minutes. */
public enum GatherOccasion {
    NEVER,
    ON_FAILURE
}
