package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.check.RunFacts;
import mtv.cluster.Cluster;
import mtv.model.Condition;
import mtv.model.ConditionedResource;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.provider.Destination;
import mtv.provider.Fact;
import mtv.settings.SourceType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What MTV's own objects say after a run: each kind listed once. */
final class Proceedings {

    /** Of other Providers MTV does not tell whether it ignores certificates. */
    private static final Set<String> TELLING = Set.of(SourceType.VSPHERE.id(), SourceType.OVIRT.id());

    private final Run run;
    private final Plan plan;
    private final Map<String, Provider> providers;

    Proceedings(Run run, Plan plan) {
        this.run = run;
        this.plan = client(run.cluster(), Plan.class, plan.getMetadata().getName());
        this.providers =
                run
                        .cluster()
                        .client()
                        .resources(Provider.class)
                        .inNamespace(run.place().namespace())
                        .list()
                        .getItems()
                        .stream()
                        .collect(Collectors.toMap(p -> p.getMetadata().getName(), Function.identity()));
    }

    private <T extends HasMetadata> T client(Cluster cluster, Class<T> kind, String name) {
        return cluster.client()
                .resources(kind)
                .inNamespace(run.place().namespace())
                .withName(name)
                .require();
    }

    Plan plan() {
        return plan;
    }

    Map<String, List<Condition>> conditions(Migration migration) {
        List<ConditionedResource> objects = new ArrayList<>(List.of(
                plan,
                migration,
                client(
                        run.cluster(),
                        NetworkMap.class,
                        plan.getSpec().map().network().name()),
                client(
                        run.cluster(),
                        StorageMap.class,
                        plan.getSpec().map().storage().name()),
                providers.get(plan.getSpec().provider().source().name()),
                providers.get(plan.getSpec().provider().destination().name())));
        Map<String, List<Condition>> conditions = new LinkedHashMap<>();
        objects.forEach(object -> {
            HasMetadata named = (HasMetadata) object;
            conditions.put(named.getKind() + " " + named.getMetadata().getName(), object.conditions());
        });
        return conditions;
    }

    /** Of the Providers that have a Secret with such a setting; an OpenShift source is entered without certificates. */
    List<RunFacts.Tls> tls(SourceType source, Destination destination) {
        Map<String, Secret> secrets = run
                .cluster()
                .client()
                .secrets()
                .inNamespace(run.place().namespace())
                .withLabel("createdForProviderType")
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(s -> s.getMetadata().getName(), Function.identity()));
        List<RunFacts.Tls> tls = new ArrayList<>();
        add(
                tls,
                plan.getSpec().provider().source().name(),
                source == SourceType.OPENSHIFT || run.settings().source().insecureSkipVerify(),
                secrets);
        add(tls, plan.getSpec().provider().destination().name(), destination.insecureSkipVerify(), secrets);
        return tls;
    }

    private void add(List<RunFacts.Tls> all, String name, boolean configured, Map<String, Secret> secrets) {
        Provider provider = providers.get(name);
        Secret secret = secrets.get(provider.getSpec().secret().name());
        if (secret == null) {
            return;
        }
        String said = secret.getData().getOrDefault("insecureSkipVerify", "");
        boolean tells = TELLING.contains(provider.getSpec().type());
        all.add(new RunFacts.Tls(
                name,
                configured,
                new String(Base64.getDecoder().decode(said), StandardCharsets.UTF_8),
                tells
                        ? Fact.of(provider.has("ConnectionInsecure"), "condition ConnectionInsecure")
                        : Fact.untold("MTV does not tell it of Providers of type "
                                + provider.getSpec().type())));
    }
}
