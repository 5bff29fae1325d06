package mtv.settings.input;

/** Which cluster a run drives; AUTO is decided from what is given, and never leaves the reading. */
public enum ClusterMode {
    AUTO,
    OPENSHIFT,
    SANDBOX
}
