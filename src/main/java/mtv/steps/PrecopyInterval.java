package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.qameta.allure.Step;
import mtv.await.Durations;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.cluster.JsonPatches;
import mtv.ledger.Entry;
import mtv.ledger.Ledger;
import mtv.ledger.Undo;
import mtv.model.ApiFailure;
import mtv.model.ResourceKind;
import mtv.observe.OperatorConditions;
import mtv.settings.Settings;
import mtv.steps.migrate.MigrationException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The pause between precopies, {@code controller_precopy_interval} of the ForkliftController, in minutes. It is one
 * value for the whole cluster: classes and runs that want the same value share it, those that want another one wait for
 * their turn, and the last one restores the old value.
 */
public final class PrecopyInterval implements Undo {

    private static final Logger LOG = LogManager.getLogger();
    private static final String TYPE = "precopy-interval";
    private static final String CONTROLLER = "forklift-controller";
    private static final String WHAT = IntervalHolders.KEY + " of ForkliftController " + CONTROLLER;

    /** How often a waiting class checks whether the run was stopped. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Ledger ledger;
    private final Entry entry;
    private final Duration limit;
    private final Duration turn;
    private long inForce;
    private int holders;

    /** @param settings limits: that of the operator, and that of a migration for those with another interval */
    PrecopyInterval(Cluster cluster, Ledger ledger, Settings settings) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.entry = entry(ledger.runId());
        this.limit = settings.waits().operator();
        this.turn = settings.run().planWaitTimeout();
    }

    /** What gives the interval back in the name of a run. */
    static Entry entry(String runId) {
        return new Entry(TYPE, Map.of("run", runId));
    }

    static boolean isHeldBy(String runId, Cluster cluster) {
        GenericKubernetesResource controller = controller(cluster).get();
        return controller != null && IntervalHolders.of(controller).minutes().containsKey(runId);
    }

    /** Returns once the operator has taken the value over; each call needs one {@link #release}. */
    @Step("Set the precopy interval to {interval}")
    public synchronized void hold(Duration interval) {
        awaitTurn(interval.toMinutes());
        if (holders == 0) {
            ledger.note(entry);
            set(String.valueOf(interval.toMinutes()));
        }
        inForce = interval.toMinutes();
        holders++;
    }

    private void awaitTurn(long minutes) {
        long deadline = System.nanoTime() + turn.toNanos();
        try {
            while (holders > 0 && inForce != minutes) {
                cluster.stop().requireGoingOn("the precopy interval of " + minutes + " min");
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new MigrationException("Waited " + Durations.words(turn) + " for a turn to set the precopy"
                            + " interval to " + minutes + " min; other classes still need " + inForce + " min");
                }
                wait(Math.min(left, LOOK.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("Interrupted while other classes needed another precopy interval");
        }
    }

    /**
     * The last holder restores the old value, unless another run still needs this one. In a run that was stopped the
     * teardown restores it.
     */
    public synchronized void release() {
        if (--holders == 0 && !cluster.stop().isStopped()) {
            undo(entry);
            ledger.strike(entry);
            notifyAll();
        }
    }

    private void set(String minutes) {
        boolean integer = !declaredAsText();
        GenericKubernetesResource before = awaitOtherRuns(minutes);
        while (!isTaken(IntervalHolders.of(before).join(ledger.runId(), minutes, integer))) {
            before = awaitOtherRuns(minutes);
        }
        IntervalHolders found = IntervalHolders.of(before);
        if (found.isOdd()) {
            LOG.warn(
                    "{} is {}, which is no whole number of minutes: this run sets it to {}, and gives it back",
                    WHAT,
                    found.shownValue(),
                    minutes);
        }
        if (!found.isInForce(minutes, integer)) {
            awaitOperator(OperatorConditions.of(before));
            LOG.info("Precopy interval set to {} min", minutes);
        }
    }

    private GenericKubernetesResource awaitOtherRuns(String minutes) {
        Predicate<GenericKubernetesResource> free =
                controller -> IntervalHolders.of(controller).allow(ledger.runId(), minutes);
        GenericKubernetesResource atRest = await("is Successful", limit, PrecopyInterval::isSuccessful);
        return free.test(atRest)
                ? atRest
                : await(
                        "is free for a precopy interval of " + minutes + " min (other runs need another one; what a"
                                + " killed run holds goes with its ledger)",
                        turn,
                        free.and(PrecopyInterval::isSuccessful));
    }

    /** False when somebody else has changed the object meanwhile, so that it must be read again. */
    private boolean isTaken(Map<String, ?> change) {
        try {
            ledger.change(entry, () -> {
                JsonPatches.mergeUnchanged(controller(), change);
                return true;
            });
            return true;
        } catch (KubernetesClientException e) {
            if (JsonPatches.isConflict(e)) {
                return false;
            }
            throw ClusterException.refused("ForkliftController " + CONTROLLER + " to take " + change.get("spec"), e);
        }
    }

    /**
     * Waits for a new transition of the condition Successful, since the old one is still there right after a change. An
     * operator that is Successful without a new transition is believed when time has run out.
     */
    private void awaitOperator(OperatorConditions before) {
        try {
            await(
                    "is Successful with the new interval",
                    limit,
                    controller -> isSuccessful(controller)
                            && !OperatorConditions.of(controller)
                                    .successfulSince()
                                    .equals(before.successfulSince()));
        } catch (WaitException.OutOfTime e) {
            if (!isSuccessful(controller().require())) {
                throw e;
            }
            LOG.warn("{}: it is taken as done", e.getMessage());
        }
    }

    /** Whether the cluster declares the value as a text. Where a release accepts both, only a number takes effect. */
    private boolean declaredAsText() {
        CustomResourceDefinition crd = cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("forkliftcontrollers.forklift.konveyor.io")
                .get();
        return Optional.ofNullable(crd)
                .flatMap(found -> found.getSpec().getVersions().stream().findFirst())
                .map(version -> version.getSchema())
                .map(schema -> schema.getOpenAPIV3Schema())
                .map(schema -> schema.getProperties())
                .map(properties -> properties.get("spec"))
                .map(spec -> spec.getProperties())
                .map(properties -> properties.get(IntervalHolders.KEY))
                .filter(key -> "string".equals(key.getType()))
                .isPresent();
    }

    private GenericKubernetesResource await(String state, Duration max, Predicate<GenericKubernetesResource> reached) {
        return cluster.await("ForkliftController " + CONTROLLER + " " + state)
                .watching(controller())
                .failsWhen(controller -> OperatorConditions.of(controller).failure())
                .shows(c -> OperatorConditions.of(c).all() + " "
                        + IntervalHolders.of(c).minutes())
                .within(max)
                .one(reached);
    }

    private Resource<GenericKubernetesResource> controller() {
        return controller(cluster);
    }

    private static Resource<GenericKubernetesResource> controller(Cluster cluster) {
        return ResourceKind.FORKLIFT_CONTROLLER
                .on(cluster.client())
                .inNamespace(cluster.mtvNamespace())
                .withName(CONTROLLER);
    }

    private static boolean isSuccessful(GenericKubernetesResource controller) {
        return OperatorConditions.of(controller).successfulSince().isPresent();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void undo(Entry held) {
        try {
            JsonPatches.merge(
                    controller(),
                    () -> IntervalHolders.of(controller().require()).leave(held.fact("run")));
            LOG.debug("Precopy interval given back");
        } catch (RuntimeException e) {
            throw new IllegalStateException(WHAT + " was not given back as it was before: " + ApiFailure.words(e), e);
        }
    }
}
