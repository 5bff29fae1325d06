package mtv.report;

import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Another one: its setup breaks with that text. */
public final class SaidBefore {
    @BeforeClass
    public void open() {
        throw new IllegalStateException(Said.text);
    }

    @Test
    public void never() {}
}
