package mtv.report;

import io.qameta.allure.Allure;
import mtv.settings.input.SettingsException;
import org.testng.Reporter;
import org.testng.annotations.Test;

/** The only test of a run whose settings are wrong, so that every report shows the reason. */
public final class SettingsCheck {
    static final String ATTRIBUTE = "mtv.settings.problems";

    /** Fails with the problems. The console has shown the list already, and the reports get it here. */
    @Test
    public void settingsAreValid() {
        SettingsException problems = (SettingsException)
                Reporter.getCurrentTestResult().getTestContext().getSuite().getAttribute(ATTRIBUTE);
        Reporter.log(problems.getMessage());
        Allure.description(problems.getMessage());
        throw problems.withoutList();
    }
}
