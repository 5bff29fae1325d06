package mtv.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.check.compare.RunFacts;
import mtv.cluster.Cluster;
import mtv.model.Condition;
import mtv.model.ConditionedResource;
import mtv.model.MapPair;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.ProviderSpec;
import mtv.model.StorageMap;
import mtv.model.serialization.ModelSerialization;
import mtv.provider.Destination;
import mtv.vm.Document;
import mtv.vm.Documents;
import mtv.vm.Fact;
import mtv.vm.SourceType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MTV's own objects after a run, each kind listed once. */
public final class ForkliftObjects {

    /** Types of Providers of which MTV reports whether it ignores certificates. */
    private static final Set<String> REPORTED = Set.of(SourceType.VSPHERE.id(), SourceType.OVIRT.id());

    private final Cluster hub;
    private final String namespace;
    private final Plan created;
    private final Plan plan;
    private final Set<String> gone = new LinkedHashSet<>();
    private final Map<String, Provider> providers;
    private final Optional<NetworkMap> networkMap;
    private final Optional<StorageMap> storageMap;

    /**
     * @param hub where MTV runs
     * @param plan as it was created
     */
    public ForkliftObjects(Cluster hub, Plan plan) {
        this.hub = hub;
        this.namespace = plan.getMetadata().getNamespace();
        this.created = plan;
        this.plan = seen(Plan.class, new ObjectRef(plan.getMetadata().getName(), namespace))
                .orElse(plan);
        ProviderPair ends = created.getSpec().provider();
        this.providers = Stream.of(ends.source(), ends.destination())
                .map(this::namespaceOf)
                .distinct()
                .flatMap(place -> hub.client().resources(Provider.class).inNamespace(place).list().getItems().stream())
                .collect(Collectors.toMap(p -> p.getMetadata().getName(), Function.identity(), (a, b) -> a));
        MapPair maps = created.getSpec().map();
        this.networkMap = seen(NetworkMap.class, maps.network());
        this.storageMap = seen(StorageMap.class, maps.storage());
    }

    /** What a Plan names is in its own namespace where it does not say another one. */
    private String namespaceOf(ObjectRef ref) {
        return ref.namespace() == null ? namespace : ref.namespace();
    }

    private <T extends HasMetadata> Optional<T> seen(Class<T> kind, ObjectRef ref) {
        return recorded(
                kind,
                ref.name(),
                hub.client()
                        .resources(kind)
                        .inNamespace(namespaceOf(ref))
                        .withName(ref.name())
                        .get());
    }

    private <T extends HasMetadata> Optional<T> recorded(Class<T> kind, String name, T found) {
        if (found == null) {
            gone.add(kind.getSimpleName() + " " + name);
        }
        return Optional.ofNullable(found);
    }

    /** Kinds and names of objects that took part and are gone; complete once {@link #conditions} was called. */
    public List<String> gone() {
        return List.copyOf(gone);
    }

    public Plan plan() {
        return plan;
    }

    public Map<String, List<Condition>> conditions(Migration migration) {
        List<ConditionedResource> objects = new ArrayList<>(List.of(plan, migration));
        networkMap.ifPresent(objects::add);
        storageMap.ifPresent(objects::add);
        ProviderPair ends = created.getSpec().provider();
        Stream.of(ends.source(), ends.destination())
                .flatMap(ref -> recorded(Provider.class, ref.name(), providers.get(ref.name())).stream())
                .forEach(objects::add);
        Map<String, List<Condition>> conditions = new LinkedHashMap<>();
        objects.forEach(object -> {
            HasMetadata named = (HasMetadata) object;
            conditions.put(named.getKind() + " " + named.getMetadata().getName(), object.conditions());
        });
        return conditions;
    }

    /**
     * The Plan, its Migration, maps and Providers, whole, beside what they were asked to be: {@code Plan} and
     * {@code AskedPlan}, and so on.
     *
     * @param asked what was sent when the run created its objects
     */
    public Documents documents(Migration migration, List<Document> asked) {
        List<Document> documents = new ArrayList<>();
        add(documents, "", plan, asked);
        add(documents, "", migration, asked);
        networkMap.ifPresent(map -> add(documents, "", map, asked));
        storageMap.ifPresent(map -> add(documents, "", map, asked));
        ProviderPair ends = created.getSpec().provider();
        Optional.ofNullable(providers.get(ends.source().name()))
                .ifPresent(provider -> add(documents, "Source", provider, asked));
        Optional.ofNullable(providers.get(ends.destination().name()))
                .ifPresent(provider -> add(documents, "Destination", provider, asked));
        return new Documents(documents);
    }

    private static void add(List<Document> documents, String end, HasMetadata object, List<Document> asked) {
        String kind = object.getKind();
        String name = object.getMetadata().getName();
        documents.add(new Document(end + kind, name, ModelSerialization.shared().convertValue(object, JsonNode.class)));
        asked.stream()
                .filter(sent -> sent.role().equals(kind) && sent.name().equals(name))
                .map(sent -> new Document("Asked" + end + kind, name, sent.tree()))
                .forEach(documents::add);
    }

    /** Covers the Providers that have a Secret; an OpenShift source is entered without certificates. */
    public List<RunFacts.Tls> tls(SourceType source, boolean sourceInsecure, Destination destination) {
        Map<String, Secret> secrets = hub
                .client()
                .secrets()
                .inNamespace(namespace)
                .withLabel("createdForProviderType")
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(s -> s.getMetadata().getName(), Function.identity(), (a, b) -> a));
        List<RunFacts.Tls> tls = new ArrayList<>();
        add(
                tls,
                created.getSpec().provider().source().name(),
                source == SourceType.OPENSHIFT || sourceInsecure,
                secrets);
        add(tls, created.getSpec().provider().destination().name(), destination.insecureSkipVerify(), secrets);
        return tls;
    }

    private void add(List<RunFacts.Tls> all, String name, boolean configured, Map<String, Secret> secrets) {
        Provider provider = providers.get(name);
        ProviderSpec spec = provider == null ? null : provider.getSpec();
        String named =
                spec == null || spec.secret() == null ? null : spec.secret().name();
        if (named == null) {
            return;
        }
        Secret secret = secrets.get(named);
        boolean reported = REPORTED.contains(String.valueOf(spec.type()));
        all.add(new RunFacts.Tls(
                name,
                configured,
                secret == null ? "no Secret " + named : decoded(secret, "insecureSkipVerify"),
                reported
                        ? Fact.of(provider.has("ConnectionInsecure"), "condition ConnectionInsecure")
                        : Fact.unknown("MTV does not tell it of Providers of type " + spec.type())));
    }

    /** Text that is no base64 is not shown, since it may be a secret. */
    static String decoded(Secret secret, String key) {
        String said = secret.getData() == null ? null : secret.getData().get(key);
        try {
            return said == null ? "" : new String(Base64.getDecoder().decode(said), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "no base64";
        }
    }
}
