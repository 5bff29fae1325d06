package mtv.suites;

import org.testng.ITestContext;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The class that {@link RunParametersTest} runs in place of a migration: it keeps the settings that it was given. */
public final class RunSettingsProbe extends RunParameters {

    /** Attribute of the suite that holds them. */
    static final String ATTRIBUTE = "run settings";

    @BeforeClass
    public void keep(ITestContext context) {
        context.getSuite().setAttribute(ATTRIBUTE, runSettings());
    }

    @Test
    public void runs() {}
}
