package mtv.scenario;

/** The power a source VM must have when its migration starts. */
public enum Power {
    ON,
    OFF
}
