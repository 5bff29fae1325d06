package mtv.doctor.finding;

import mtv.text.Visible;

/**
 * One line of the table.
 *
 * @param what was found, with the cluster or object that it is about
 * @param remedy what to do about it; empty for what is good, and where {@code what} says so already
 */
public record HealthFinding(Area area, Severity severity, String what, String remedy) {

    public HealthFinding {
        what = Visible.line(what);
        remedy = Visible.line(remedy);
    }

    public static HealthFinding good(Area area, String what) {
        return new HealthFinding(area, Severity.GOOD, what, "");
    }

    public static HealthFinding warning(Area area, String what, String remedy) {
        return new HealthFinding(area, Severity.WARNING, what, remedy);
    }

    public static HealthFinding error(Area area, String what, String remedy) {
        return new HealthFinding(area, Severity.ERROR, what, remedy);
    }

    /** The finding with its remedy. */
    String words() {
        return remedy.isEmpty() ? what : what + "; " + remedy;
    }

    @Override
    public String toString() {
        return area.words() + ": " + words();
    }
}
