package mtv.evidence.gather;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.ledger.Creator;
import mtv.ledger.Ledger;
import mtv.model.Plan;
import mtv.model.RunLabel;
import mtv.steps.CleanUp;
import mtv.templates.Place;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** What a must-gather creates is removed, even if its run dies in the middle of it. */
public class GatherPodTest {

    private static final String NAMESPACE = "of-the-run";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private OutsideSandbox sandbox;
    private Cluster hub;
    private Map<String, Object> before;
    private Ledger ledger;
    private Place place;

    @BeforeMethod
    public void begin() throws IOException {
        sandbox = new OutsideSandbox();
        hub = sandbox.connect();
        hub.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        before = state();
        ledger = Ledger.create(
                Scratch.folder("ledgers"),
                "mtv-abcde",
                Map.of("hub", hub.apiUrl().toString()));
        place = new Place(NAMESPACE, "mtv-abcde");
    }

    @AfterMethod(alwaysRun = true)
    public void end() throws IOException {
        hub.close();
        sandbox.close();
    }

    private Map<String, Object> state() {
        Map<String, Object> state = sandbox.state();
        state.put("pods", hub.client().pods().inNamespace(NAMESPACE).list().getItems());
        state.put(
                "accounts",
                hub.client().serviceAccounts().inNamespace(NAMESPACE).list().getItems().stream()
                        .map(account -> account.getMetadata().getName())
                        .toList());
        return state;
    }

    @Test
    public void everythingIsRemovedAndStruckAtOnce() {
        try (GatherPod pod = new GatherPod(new Creator(hub, ledger))) {
            pod.create(place, "mtv-abcde-gather", "image", "none");
            assertThat(ledger.open()).hasSize(3);
            assertThat(pod.awaitEnd("none", LIMIT))
                    .hasValueSatisfying(said -> assertThat(said)
                            .startsWith("/usr/bin/targeted ended with exit code 1: error: there is nothing of "));
        }

        assertThat(ledger.open()).isEmpty();
        assertThat(state()).isEqualTo(before);
        ledger.close();
    }

    @Test
    public void whatADeadRunHasLeftIsCleanedUpFromItsLedger() throws IOException {
        GatherPod pod = new GatherPod(new Creator(hub, ledger));
        pod.create(place, "mtv-abcde-gather", "image", "none");
        assertThat(state()).isNotEqualTo(before);
        ledger.close();

        AtomicInteger code = new AtomicInteger();
        GivenSettings.during(sandbox.settings(), () -> {
            code.set(CleanUp.run(ledger.file().toString()));
            return null;
        });

        assertThat(code).hasValue(0);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    public void whatIsCreatedCarriesTheLabelOfTheRun() {
        try (GatherPod pod = new GatherPod(new Creator(hub, ledger))) {
            pod.create(place, "mtv-abcde-gather", "image", "none");
            assertThat(hub.client()
                            .rbac()
                            .clusterRoleBindings()
                            .withLabel(RunLabel.KEY, "mtv-abcde")
                            .list()
                            .getItems())
                    .hasSize(1);
        }
        ledger.close();
    }

    @Test
    public void aPlanThatIsNotThereIsNotGathered() throws IOException {
        assertThat(hub.client()
                        .resources(Plan.class)
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(new MustGather(new Creator(hub, ledger), place, "mtv-abcde-gather", "none")
                        .gather(Scratch.folder("evidence")))
                .isEqualTo(Optional.empty());
        assertThat(ledger.open()).isEmpty();
        ledger.close();
    }
}
