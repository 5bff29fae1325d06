package mtv.report;

import io.qameta.allure.listener.ContainerLifecycleListener;
import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.ExecutableItem;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import mtv.text.Visible;

import java.util.stream.Stream;

/** Makes invisible characters visible in Allure's results, which hold names and messages of clusters and guests. */
public final class VisibleAllure implements TestLifecycleListener, ContainerLifecycleListener {

    @Override
    public void beforeTestWrite(TestResult result) {
        result.setName(Visible.text(result.getName()));
        result.setDescription(Visible.text(result.getDescription()));
        result.setDescriptionHtml(Visible.text(result.getDescriptionHtml()));
        result.getLabels().forEach(label -> label.setValue(Visible.text(label.getValue())));
        show(result);
    }

    @Override
    public void beforeContainerWrite(TestResultContainer container) {
        Stream.concat(container.getBefores().stream(), container.getAfters().stream())
                .forEach(fixture -> {
                    fixture.setName(Visible.text(fixture.getName()));
                    fixture.setDescription(Visible.text(fixture.getDescription()));
                    show(fixture);
                });
    }

    private static void show(ExecutableItem item) {
        StatusDetails details = item.getStatusDetails();
        if (details != null) {
            details.setMessage(Visible.text(details.getMessage()));
            details.setTrace(Visible.text(details.getTrace()));
        }
        item.getParameters()
                .forEach(parameter -> parameter
                        .setName(Visible.text(parameter.getName()))
                        .setValue(Visible.text(parameter.getValue())));
        item.getAttachments().forEach(attachment -> attachment.setName(Visible.text(attachment.getName())));
        item.getSteps().forEach(step -> {
            step.setName(Visible.text(step.getName()));
            step.setDescription(Visible.text(step.getDescription()));
            show(step);
        });
    }
}
