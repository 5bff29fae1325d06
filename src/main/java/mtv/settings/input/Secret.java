package mtv.settings.input;

/** A value that no log line, report or exception can show by accident: only {@link #reveal()} gives it away. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
