package mtv.cluster;

import mtv.await.Await;
import mtv.await.WaitException;
import mtv.cluster.FakeApi.Answer;
import mtv.model.Migration;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A wait continues when a cluster sends an event that cannot be read. */
public class UnreadableEventsTest {

    private static final String PATH = "/apis/forklift.konveyor.io/v1beta1/namespaces/ns/migrations";
    private static final String RUNNING = "{\"conditions\": [{\"type\": \"Running\", \"status\": \"True\"}]}";
    private static final String SUCCEEDED = "{\"conditions\": [{\"type\": \"Succeeded\", \"status\": \"True\"}]}";
    private static final String BAD_PIPELINE = "{\"conditions\": [{\"type\": \"Running\", \"status\": \"True\"}],"
            + " \"vms\": [{\"id\": \"vm-1\", \"pipeline\": \"later\"}]}";
    private static final String BAD_CONDITIONS = "{\"conditions\": \"Succeeded\"}";
    /** A counter of versions, because an object of a known version is no change. */
    private static final AtomicInteger VERSION = new AtomicInteger();

    private static final Duration SOON = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(20);

    private FakeApi api;
    private Cluster cluster;

    @BeforeMethod
    public void connect() throws IOException {
        api = new FakeApi();
        cluster = api.connect();
    }

    @AfterMethod(alwaysRun = true)
    public void close() {
        cluster.close();
        api.close();
    }

    private static String migration(String status) {
        int version = VERSION.incrementAndGet();
        return ("{\"apiVersion\": \"forklift.konveyor.io/v1beta1\", \"kind\": \"Migration\", \"metadata\":"
                        + " {\"name\": \"m\", \"namespace\": \"ns\", \"resourceVersion\": \"%d\"}, \"status\": %s}")
                .formatted(version, status);
    }

    private static String event(String object) {
        return "{\"type\": \"MODIFIED\", \"object\": " + object + "}";
    }

    private void lists(String... objects) {
        api.says(PATH, Answer.json("""
                {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "MigrationList",
                 "metadata": {"resourceVersion": "7"}, "items": [%s]}""".formatted(String.join(",", objects))));
    }

    private Migration await(Duration limit, List<String> told) {
        return Await.until("Migration m has Succeeded")
                .watching(cluster.client()
                        .resources(Migration.class)
                        .inNamespace("ns")
                        .withName("m"))
                .tells(seen -> told.add(seen.conditions().toString()))
                .failsWhen(seen -> seen.has("Failed") ? Optional.of("Failed") : Optional.empty())
                .shows(seen -> "running " + seen.has("Running"))
                .within(limit)
                .one(seen -> seen.has("Succeeded"));
    }

    @DataProvider
    public Object[][] statuses() {
        return new Object[][] {{BAD_PIPELINE}, {BAD_CONDITIONS}, {"[1]"}, {"\"done\""}};
    }

    @Test(dataProvider = "statuses")
    public void anUnreadableEventIsSkipped(String status) {
        lists(migration(RUNNING));
        api.shows(PATH, List.of(event(migration(status)), event(migration(SUCCEEDED))));

        List<String> told = new ArrayList<>();
        assertThat(await(LONG, told).has("Succeeded")).isTrue();
        assertThat(told).as("states that can be judged").doesNotContain("[]");
    }

    @Test
    public void anUnreadableObjectInAListIsSkipped() {
        lists(migration(BAD_CONDITIONS));
        api.shows(PATH, List.of(event(migration(RUNNING)), event(migration(SUCCEEDED))));
        assertThat(await(LONG, new ArrayList<>()).has("Succeeded")).isTrue();
    }

    @DataProvider
    public Object[][] unreadable() {
        return new Object[][] {
            {BAD_PIPELINE, "status.vms[0].pipeline is \"later\", where a list belongs"},
            {BAD_CONDITIONS, "status.conditions is \"Succeeded\", where a list belongs"},
        };
    }

    @Test(dataProvider = "unreadable")
    public void aTimeoutNamesTheUnreadableField(String status, String words) {
        lists(migration(RUNNING));
        String bad = migration(status);
        api.shows(PATH, List.of(event(bad)));
        List<String> told = new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(String state) {
                lists(bad);
                return super.add(state);
            }
        };
        assertThatThrownBy(() -> await(SOON, told))
                .isInstanceOf(WaitException.OutOfTime.class)
                .hasMessageContaining("last seen: running true")
                .hasMessageContaining("Migration ns/m cannot be understood: " + words);
    }

    @DataProvider
    public Object[][] garbage() {
        return new Object[][] {
            {event("null")},
            {event("\"m\"")},
            {event("{\"metadata\": 1}")},
            {event("{}")},
            {"{\"type\": \"LATER\", \"object\": " + migration(RUNNING) + "}"},
            {"<html><title>Gateway</title></html>"},
            {"{\"type\": \"MODIFIED\", \"obj"},
        };
    }

    /** Such an event ends the client's watch, after which the wait lists again. */
    @Test(dataProvider = "garbage")
    public void aWaitSurvivesGarbageInAWatch(String line) {
        lists(migration(RUNNING));
        api.shows(PATH, Arrays.asList(line));
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> await(SOON, told))
                .isInstanceOf(WaitException.OutOfTime.class)
                .hasMessageContaining("last seen: running true");

        lists(migration(SUCCEEDED));
        assertThat(await(LONG, told).has("Succeeded")).isTrue();
    }

    @Test
    public void aTimeoutReportsAWebPageInPlaceOfAList() {
        api.says(PATH, Answer.page(200, "Log in to the proxy"));
        assertThatThrownBy(() -> await(SOON, new ArrayList<>()))
                .isInstanceOf(WaitException.OutOfTime.class)
                .hasMessageContaining("a web page (\"Log in to the proxy\"), not with an API");
    }
}
