package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.Provider;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A platform with a collector: what is shown is as old as the collector's last snapshot. */
final class PlatformView implements InventoryView {

    private static final String WORKLOADS = "workloads";

    private final InventoryFormat format;
    private final InventoryConfig config;

    PlatformView(PlatformType type, InventoryConfig config) {
        this.format = InventoryFormat.of(type);
        this.config = config;
    }

    @Override
    public boolean has(String collection) {
        return format.collections().containsKey(collection);
    }

    @Override
    public boolean hasObjects(String collection) {
        return has(collection) || collection.equals(WORKLOADS);
    }

    @Override
    public List<JsonBytes> list(Call call, String collection) {
        int always = format.collections().get(collection).always();
        return look(call).listed(collection, Math.max(call.query().level(), always));
    }

    @Override
    public List<JsonBytes> select(Query query, String collection, List<JsonBytes> all) {
        return query.page(all, format.collections().get(collection).paths());
    }

    @Override
    public boolean hasTree(String name) {
        return format.trees().containsKey(name);
    }

    @Override
    public Optional<JsonNode> get(Call call, String collection, String id) {
        if (collection.equals(WORKLOADS)) {
            return look(call).workload(id);
        }
        return look(call).get(collection, id);
    }

    @Override
    public JsonNode tree(Call call, String name) {
        return look(call).tree(name, call.query().level());
    }

    @Override
    public ObjectNode summary(Call call) {
        return look(call).summary();
    }

    @Override
    public Optional<Duration> refresh() {
        return Optional.of(Duration.ofSeconds(format.refreshSeconds()));
    }

    private InventorySnapshot look(Call call) {
        Provider provider = call.provider();
        Instant now = config.clock().instant();
        return call.collector().look(last -> {
            boolean fresh = last != null
                    && last.at()
                            .plus(Duration.ofSeconds(format.refreshSeconds()))
                            .isAfter(now);
            if (fresh) {
                return last;
            }
            SourcePlatform platform = config.providers()
                    .platformOf(provider)
                    .orElseThrow(() -> new IllegalStateException(
                            "nothing answers at " + provider.getSpec().url()));
            Optional<InventorySnapshot> before = Optional.ofNullable(last);
            return before.flatMap(snapshot -> snapshot.again(platform, now))
                    .orElseGet(() -> new InventorySnapshot(
                            format, platform, provider.getMetadata().getUid(), now, before));
        });
    }
}
