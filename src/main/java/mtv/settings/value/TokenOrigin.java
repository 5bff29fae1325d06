package mtv.settings.value;

/** Whose token MTV gets for a remote destination. */
public enum TokenOrigin {
    /** The session's own. */
    SESSION,
    /** One that the cluster issues for a service account. */
    SERVICE_ACCOUNT
}
