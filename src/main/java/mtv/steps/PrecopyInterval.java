package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.qameta.allure.Step;
import mtv.await.Await;
import mtv.await.Durations;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.ledger.Entry;
import mtv.ledger.Ledger;
import mtv.ledger.Undo;
import mtv.model.ForkliftController;
import mtv.settings.Settings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The pause between precopies, {@code controller_precopy_interval} of the ForkliftController, in minutes. It is one
 * value for the whole cluster: warm classes that want the same one share it, those that want another wait for their
 * turn, and the last one gives the old value back.
 */
public final class PrecopyInterval implements Undo {

    private static final Logger LOG = LogManager.getLogger();
    private static final String TYPE = "precopy-interval";
    private static final String KEY = "controller_precopy_interval";
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final Cluster cluster;
    private final Ledger ledger;
    private final Duration limit;
    private final Duration turn;
    private Optional<Entry> changed = Optional.empty();
    private long inForce;
    private int holders;

    /** @param settings the operator may take its limit, classes with another interval as long as a migration may */
    PrecopyInterval(Cluster cluster, Ledger ledger, Settings settings) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.limit = settings.waits().operator();
        this.turn = settings.run().planWaitTimeout();
    }

    /** Returns once the operator has taken the value over; each call needs one {@link #release}. */
    @Step("Set the precopy interval to {interval}")
    public synchronized void hold(Duration interval) {
        awaitTurn(interval.toMinutes());
        if (holders == 0) {
            set(interval.toMinutes());
        }
        inForce = interval.toMinutes();
        holders++;
    }

    private void awaitTurn(long minutes) {
        long deadline = System.nanoTime() + turn.toNanos();
        try {
            while (holders > 0 && inForce != minutes) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new MigrationException("Waited " + Durations.words(turn) + " for a turn to set the precopy"
                            + " interval to " + minutes + " min; other classes still need " + inForce + " min");
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("Interrupted while other classes needed another precopy interval");
        }
    }

    /** The last holder restores the old value. */
    public synchronized void release() {
        if (--holders == 0) {
            changed.ifPresent(entry -> {
                undo(entry);
                ledger.strike(entry);
            });
            changed = Optional.empty();
            notifyAll();
        }
    }

    private void set(long minutes) {
        Object old = await("Running").get("spec", KEY);
        if (old instanceof Number number && number.longValue() == minutes) {
            return;
        }
        Entry entry = new Entry(TYPE, Map.of("old", Serialization.asJson(Collections.singletonMap(KEY, old))));
        ledger.note(entry);
        changed = Optional.of(entry);
        try {
            patch(minutes);
        } catch (KubernetesClientException e) {
            String wanted = "ForkliftController " + ForkliftController.NAME + " to take " + KEY + " " + minutes;
            throw ClusterException.refused(wanted, e);
        }
        await("Successful");
        LOG.info("Precopy interval set to {} min", minutes);
    }

    private GenericKubernetesResource await(String condition) {
        return Await.until("ForkliftController " + ForkliftController.NAME + " is " + condition)
                .watching(controller())
                .failsWhen(PrecopyInterval::failure)
                .shows(c -> String.valueOf(conditions(c)))
                .within(limit)
                .one(c -> has(c, condition));
    }

    private Resource<GenericKubernetesResource> controller() {
        return cluster.client()
                .genericKubernetesResources("forklift.konveyor.io/v1beta1", "ForkliftController")
                .inNamespace(cluster.mtvNamespace())
                .withName(ForkliftController.NAME);
    }

    private static Optional<String> failure(GenericKubernetesResource controller) {
        return conditions(controller).stream()
                .filter(c -> "Failure".equals(c.get("type")) && "True".equals(c.get("status")))
                .map(c -> "MTV's operator reports Failure (" + c.get("reason") + "): " + c.get("message"))
                .findFirst();
    }

    private static boolean has(GenericKubernetesResource controller, String type) {
        return conditions(controller).stream()
                .anyMatch(c -> type.equals(c.get("type")) && "True".equals(c.get("status")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> conditions(GenericKubernetesResource controller) {
        Object conditions = controller.get("status", "conditions");
        return conditions instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void undo(Entry entry) {
        Map<?, ?> old = Serialization.unmarshal(entry.fact("old"), Map.class);
        try {
            patch(old.get(KEY));
            LOG.debug("Precopy interval restored to {}", old.get(KEY));
        } catch (KubernetesClientException e) {
            throw new IllegalStateException(
                    "the old value " + old.get(KEY) + " was not restored: " + e.getMessage(), e);
        }
    }

    /**
     * @param value a number, for nothing else comes into force, not even where the release's schema takes a text; null
     *     removes the key, so that the product's default holds again
     */
    private void patch(Object value) {
        Map<String, Object> spec = Collections.singletonMap(KEY, value);
        controller().patch(MERGE, Serialization.asJson(Map.of("spec", spec)));
    }
}
