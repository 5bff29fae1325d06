package mtv.settings.value;

/** Whose rights MTV has on the destination of a remote migration. */
public enum DestinationRights {
    /** Those of the session, whose token it gets. */
    SESSION,
    /** Those of a service account of the run, which are what MTV says that it needs. */
    MIGRATOR
}
