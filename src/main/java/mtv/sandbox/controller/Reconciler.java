package mtv.sandbox.controller;

import java.time.Duration;
import java.util.Optional;

/** Brings one object a step further, whatever has changed. */
@FunctionalInterface
public interface Reconciler {

    /** The simulated time after which to come back without being called; an exception means three seconds. */
    Optional<Duration> reconcile(ObjectKey key);
}
