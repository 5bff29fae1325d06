package mtv.check;

/**
 * One property of one VM that is not as it must be.
 *
 * @param property such as {@code NIC 0 network}
 * @param expected with where it comes from, when that is not plain
 */
public record Difference(String vm, String property, String expected, String actual) {

    @Override
    public String toString() {
        return vm + ": " + property + " expected " + expected + ", but was " + actual;
    }
}
