package mtv.report;

import mtv.settings.SecretProperties;
import org.testng.IExecutionListener;

/**
 * Masks secrets that were given with {@code -D}, before Surefire reports the run. TestNG loads this class by itself.
 */
public final class SecretsOutOfReports implements IExecutionListener {

    @Override
    public void onExecutionFinish() {
        SecretProperties.maskAll();
    }
}
