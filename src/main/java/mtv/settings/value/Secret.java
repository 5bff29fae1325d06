package mtv.settings.value;

/** A secret value. No log line, report or exception shows it by accident, because only {@link #reveal()} returns it. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
