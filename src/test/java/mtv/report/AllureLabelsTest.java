package mtv.report;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.TestResult;
import mtv.Scratch;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** By what a report can be filtered and grouped. */
public class AllureLabelsTest {

    @Test(groups = {"warm", "remote"})
    static class OfTwoGroups {}

    @AfterMethod(alwaysRun = true)
    public void forget() {
        AllureLabels.settingsAre(() -> null);
    }

    @DataProvider
    public Object[][] sources() {
        return new Object[][] {{"vsphere", "Source vsphere"}, {"ovirt", "Source ovirt"}};
    }

    @Test(dataProvider = "sources")
    public void theTypeOfTheSourceIsTheEpic(String type, String epic) throws IOException {
        Path folder = Scratch.folder("labels");
        Files.writeString(folder.resolve(".providers.json"), """
                {"one": {"type": "%s", "version": "8", "api_url": "https://one.example/api", "username": "admin@local",
                         "password": "hidden", "ca_file": "%s"}}""".formatted(type, Scratch.caFile()));
        Map<String, String> given = Map.of(
                "cluster_host", "https://api.one.example:6443",
                "cluster_username", "kubeadmin",
                "cluster_password", "hidden",
                "source_provider", "one",
                "storage_class", "fast");
        Settings settings = Settings.of(new SettingsSources(folder, given, Map.of(), SuiteParameters.none()));
        AllureLabels.settingsAre(() -> settings);
        assertThat(written("mtv.Nobody")).containsExactly("epic=" + epic);
    }

    @Test
    public void groupsAreTags() {
        assertThat(written(OfTwoGroups.class.getName())).containsExactly("tag=warm", "tag=remote");
    }

    private static List<String> written(String testClass) {
        TestResult result = new TestResult()
                .setLabels(
                        new ArrayList<>(List.of(new Label().setName("testClass").setValue(testClass))));
        new AllureLabels().beforeTestWrite(result);
        return result.getLabels().stream()
                .skip(1)
                .map(label -> label.getName() + "=" + label.getValue())
                .toList();
    }
}
