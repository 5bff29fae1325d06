package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import mtv.sandbox.apiserver.object.Webhook;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Objects are deleted after their finalizers, with their owners, and with their namespace. */
public class LifecycleTest extends ApiServerFixture {

    public LifecycleTest() {
        super("life");
    }

    @Test
    public void anObjectStaysUntilItsFinalizersAreRemoved() {
        ConfigMap held = create("life", "held", null, "example.com/hold");
        client.resource(held).delete();
        assertThat(client.resource(held).get().getMetadata().getDeletionTimestamp())
                .isNotNull();
        letGo(held);
        assertThat(client.resource(held).get()).isNull();
    }

    @Test
    public void deletingANamespaceDeletesItsContent() {
        cluster.namespace("doomed");
        create("doomed", "content", null);
        ConfigMap held = create("doomed", "held", null, "example.com/hold");
        client.namespaces().withName("doomed").delete();
        client.namespaces()
                .withName("doomed")
                .waitUntilCondition(
                        ns -> "Terminating".equals(ns.getStatus().getPhase()),
                        SandboxTime.HANG.toMinutes(),
                        TimeUnit.MINUTES);
        RawHttp.Answer late = cluster.http()
                .send("POST", "/api/v1/namespaces/doomed/configmaps", "{\"metadata\":{\"name\":\"late\"}}");
        assertThat(late.code()).isEqualTo(403);
        assertThat(late.body().path("message").asText()).contains("being terminated");

        letGo(held);
        client.namespaces()
                .withName("doomed")
                .waitUntilCondition(Objects::isNull, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
        assertThat(client.configMaps().inNamespace("doomed").list().getItems()).isEmpty();
    }

    @Test
    public void aNewNamespaceHasItsServiceAccount() {
        cluster.namespace("fresh");
        assertThat(client.serviceAccounts()
                        .inNamespace("fresh")
                        .withName("default")
                        .waitUntilCondition(Objects::nonNull, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                .isNotNull();
        assertThat(client.namespaces().withName("fresh").get().getStatus().getPhase())
                .isEqualTo("Active");
    }

    @DataProvider
    public Object[][] policies() {
        return new Object[][] {{DeletionPropagation.BACKGROUND}, {DeletionPropagation.FOREGROUND}};
    }

    @Test(dataProvider = "policies")
    public void ownedObjectsAreDeletedWithTheirOwner(DeletionPropagation policy) {
        String prefix = policy.name().toLowerCase(Locale.ROOT);
        ConfigMap owner = create("life", prefix + "-owner", null);
        ConfigMap child = create("life", prefix + "-child", owner);
        ConfigMap grandchild = create("life", prefix + "-grandchild", child);
        client.resource(owner).withPropagationPolicy(policy).delete();
        gone(grandchild);
        gone(child);
        gone(owner);
    }

    @Test
    public void orphanedObjectsStay() {
        ConfigMap owner = create("life", "orphan-owner", null);
        ConfigMap child = create("life", "orphan-child", owner);
        client.resource(owner).withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
        gone(owner);
        assertThat(client.resource(child).get().getMetadata().getOwnerReferences())
                .isEmpty();
    }

    /** A webhook may keep the cluster from letting go of it; then somebody else does. */
    @Test
    public void anOwnerGoesWhenItsLastDependentHasLeftIt() throws InterruptedException {
        cluster.namespace("kept");
        ConfigMap owner = create("kept", "left-owner", null);
        ConfigMap child = create("kept", "kept-child", owner);
        CountDownLatch refused = new CountDownLatch(1);
        cluster.server().admit("configmaps", review -> {
            if (review.user().endsWith("generic-garbage-collector")
                    && review.object().at("/metadata/name").asText().equals("kept-child")) {
                refused.countDown();
                throw new ApiError(403, "Forbidden", "admission webhook denied the request: not by the cluster");
            }
        });
        client.resource(owner).withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
        assertThat(refused.await(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                .isTrue();
        assertThat(client.resource(owner).get()).isNotNull();

        client.resource(child)
                .edit(map -> new ConfigMapBuilder(map)
                        .editMetadata()
                        .withOwnerReferences()
                        .endMetadata()
                        .build());
        gone(owner);
    }

    @Test
    public void anObjectWithADeletedOwnerIsDeleted() {
        ConfigMap owner = create("life", "dead-owner", null);
        client.resource(owner).delete();
        gone(create("life", "late-child", owner));
    }

    /** An object may be deleted between the list and its own deletion, such as a claim with its DataVolume. */
    @Test
    public void aCollectionIsDeletedAlthoughAnObjectIsGoneAlready() {
        cluster.namespace("collection");
        create("collection", "first", null);
        ConfigMap second = create("collection", "second", null);
        cluster.server().admit("configmaps", review -> {
            if (review.operation() == Webhook.Operation.DELETE
                    && review.object().at("/metadata/name").asText().equals("first")) {
                client.resource(second).delete();
            }
        });
        RawHttp.Answer deleted = cluster.http().send("DELETE", "/api/v1/namespaces/collection/configmaps", "");
        assertThat(deleted.code()).isEqualTo(200);
        assertThat(deleted.body().at("/items").findValuesAsText("name")).containsExactly("first");
        assertThat(client.configMaps().inNamespace("collection").list().getItems())
                .isEmpty();
    }

    private void gone(HasMetadata object) {
        assertThat(client.resource(object)
                        .waitUntilCondition(Objects::isNull, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                .isNull();
    }

    private void letGo(ConfigMap held) {
        client.configMaps()
                .inNamespace(held.getMetadata().getNamespace())
                .withName(held.getMetadata().getName())
                .edit(map -> new ConfigMapBuilder(map)
                        .editMetadata()
                        .withFinalizers()
                        .endMetadata()
                        .build());
    }

    private ConfigMap create(String namespace, String name, ConfigMap owner, String... finalizers) {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .withFinalizers(finalizers)
                        .withOwnerReferences(
                                owner == null
                                        ? List.of()
                                        : List.of(new OwnerReferenceBuilder()
                                                .withApiVersion("v1")
                                                .withKind("ConfigMap")
                                                .withName(owner.getMetadata().getName())
                                                .withUid(owner.getMetadata().getUid())
                                                .build()))
                        .endMetadata()
                        .build())
                .create();
    }
}
