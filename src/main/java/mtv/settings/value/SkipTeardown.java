package mtv.settings.value;

/** When a run leaves everything that it created, for somebody to look at. */
public enum SkipTeardown {
    FALSE,
    ON_FAILURE,
    TRUE;

    /** @param failed whether something of the run did; a run that was only stopped has not */
    public boolean appliesTo(boolean failed) {
        return this == TRUE || this == ON_FAILURE && failed;
    }
}
