package mtv.settings.value;

/** The cluster that a run drives. AUTO is resolved while settings are read, and appears nowhere else. */
public enum ClusterMode {
    AUTO,
    OPENSHIFT,
    SANDBOX
}
