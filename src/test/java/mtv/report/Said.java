package mtv.report;

import org.testng.SkipException;
import org.testng.annotations.Test;

import java.io.IOException;

/** A test class of {@link AnyTextInReportsTest}: fails and skips with a text from outside. */
public final class Said {
    static volatile String text = "";

    @Test
    public void asserts() {
        throw new AssertionError(text);
    }

    @Test
    public void breaks() {
        throw new IllegalStateException("because", new IOException(text));
    }

    @Test
    public void skips() {
        throw new SkipException(text);
    }
}
