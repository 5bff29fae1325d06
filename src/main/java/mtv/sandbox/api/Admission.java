package mtv.sandbox.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The webhooks: who is asked before an object of a kind is written. */
final class Admission {

    private final Map<String, List<Webhook>> byResource = new ConcurrentHashMap<>();

    void add(String resource, Webhook webhook) {
        byResource
                .computeIfAbsent(resource, none -> new CopyOnWriteArrayList<>())
                .add(webhook);
    }

    /** Webhooks may take their time: what they guard is not done on the event loop. */
    boolean guards(String resource) {
        return byResource.containsKey(resource);
    }

    void review(String resource, Webhook.Review review) {
        byResource.getOrDefault(resource, List.of()).forEach(webhook -> webhook.review(review));
    }
}
