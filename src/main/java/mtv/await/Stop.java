package mtv.await;

import mtv.model.ApiFailure;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells everything that a run does to go on no further: its waits end, and its sessions send nothing any more. It comes
 * from another thread than the run's own, and only once.
 */
public final class Stop {

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile String reason;

    /** For what must come to its end whatever happens: cleaning up. */
    public static Stop never() {
        return new Stop();
    }

    /** @param why completes "the run was stopped: …" */
    public void now(String why) {
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
        }
        listeners.forEach(Runnable::run);
    }

    public boolean isStopped() {
        return reason != null;
    }

    /** Why, once it is stopped. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason).map(why -> "the run was stopped: " + why);
    }

    /**
     * @param what would be begun, completes "not begun: …"
     * @throws WaitException.Stopped when the run is stopped
     */
    public void requireGoingOn(String what) {
        if (isStopped()) {
            throw refusal(what);
        }
    }

    /** For those who cannot throw. */
    public WaitException.Stopped refusal(String what) {
        return new WaitException.Stopped("Not begun: " + what + ", since " + reason().orElse("the run goes on"));
    }

    /**
     * Judges what was under way and has ended: if the run was stopped meanwhile, its good end proves nothing, and a bad
     * one may come from the clean-up beside it.
     *
     * @param failure that it ended with; null for a good end
     * @throws WaitException.Stopped when the run is stopped and the failure does not say so by itself
     */
    public void requireWhole(Throwable failure) {
        String why = reason().orElse(null);
        String words = failure == null ? "" : ApiFailure.words(failure);
        if (why != null && !words.contains(why)) {
            throw new WaitException.Stopped(failure == null ? why : why + "; then it ended with: " + words);
        }
    }

    /** Called once, at once if it is stopped already. */
    public void listen(Runnable listener) {
        listeners.add(listener);
        if (isStopped()) {
            listener.run();
        }
    }

    public void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
