package mtv.sandbox.apiserver.object;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The webhooks: who is asked before an object of a kind is written. A write of a subresource asks nobody. */
public final class Admission {

    private final Map<String, List<Webhook>> mutating = new ConcurrentHashMap<>();
    private final Map<String, List<Webhook>> validating = new ConcurrentHashMap<>();

    /** One that is asked before the object's form is checked, and may complete it. */
    public void addMutating(String resource, Webhook webhook) {
        add(mutating, resource, webhook);
    }

    /** One that is asked about an object of the right form. */
    public void addValidating(String resource, Webhook webhook) {
        add(validating, resource, webhook);
    }

    private static void add(Map<String, List<Webhook>> webhooks, String resource, Webhook webhook) {
        webhooks.computeIfAbsent(resource, none -> new CopyOnWriteArrayList<>()).add(webhook);
    }

    /** Webhooks may take their time: what they guard is not done on the event loop. */
    public boolean guards(String resource) {
        return mutating.containsKey(resource) || validating.containsKey(resource);
    }

    void mutate(String resource, Webhook.Review review) {
        mutating.getOrDefault(resource, List.of()).forEach(webhook -> webhook.review(review));
    }

    void validate(String resource, Webhook.Review review) {
        validating.getOrDefault(resource, List.of()).forEach(webhook -> webhook.review(review));
    }
}
