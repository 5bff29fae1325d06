package mtv.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** One object that goes through these states; the empty one stands for "deleted". */
final class Watched implements Informable<String> {

    private final Deque<KubernetesClientException> breaks = new ArrayDeque<>();
    volatile List<String> states;
    volatile int begun;
    volatile CompletableFuture<List<String>> end;

    Watched(String... states) {
        this.states = List.of(states);
    }

    /** The first watches do not begin. */
    Watched brokenBy(KubernetesClientException... reasons) {
        breaks.addAll(List.of(reasons));
        return this;
    }

    @Override
    public CompletableFuture<List<String>> informOnCondition(Predicate<List<String>> condition) {
        begun++;
        if (!breaks.isEmpty()) {
            return CompletableFuture.failedFuture(breaks.remove());
        }
        end = new CompletableFuture<>();
        for (String state : states) {
            List<String> list = state.isEmpty() ? List.of() : List.of(state);
            try {
                if (condition.test(list)) {
                    end.complete(list);
                }
            } catch (WaitException e) {
                end.completeExceptionally(e);
            }
        }
        return end;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Informable<String> withIndexers(Map<String, Function<String, List<String>>> indexers) {
        return this;
    }

    @Override
    public Informable<String> withLimit(Long limit) {
        return this;
    }

    @Override
    public SharedIndexInformer<String> inform(ResourceEventHandler<? super String> handler, long resync) {
        throw new AssertionError("not a wait");
    }

    @Override
    public SharedIndexInformer<String> runnableInformer(long resync) {
        throw new AssertionError("not a wait");
    }
}
