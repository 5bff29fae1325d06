package mtv.report;

import io.qameta.allure.Allure;
import mtv.settings.input.SettingsException;
import org.testng.Reporter;
import org.testng.annotations.Test;

/** Stands for a run that its settings forbid, so that every report shows why there is nothing else to see. */
public final class SettingsCheck {
    static final String ATTRIBUTE = "mtv.settings.problems";

    /** The console has had the list already; the reports get it here. */
    @Test
    public void settingsAreValid() {
        SettingsException problems = (SettingsException)
                Reporter.getCurrentTestResult().getTestContext().getSuite().getAttribute(ATTRIBUTE);
        Reporter.log(problems.getMessage());
        Allure.description(problems.getMessage());
        throw problems.withoutList();
    }
}
