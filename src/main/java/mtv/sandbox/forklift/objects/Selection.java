package mtv.sandbox.forklift.objects;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import mtv.sandbox.forklift.build.HelperPods;
import mtv.sandbox.forklift.build.Labels;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The objects of some VMs: those that have all of these labels and one of these ids. */
public record Selection(Map<String, String> labels, List<String> vmIds) {

    /** The largest number of names in one request, which keeps its URL short enough. */
    static final int MOST_NAMED = 60;

    /** Deletes the objects, in as few requests as possible. */
    void delete(FilterWatchListDeletable<?, ?, ?> all) {
        delete(all, DeletionPropagation.BACKGROUND);
    }

    /** @param dependents when objects owned by them are deleted */
    void delete(FilterWatchListDeletable<?, ?, ?> all, DeletionPropagation dependents) {
        for (int from = 0; from < vmIds.size(); from += MOST_NAMED) {
            named(all, labels, vmIds.subList(from, Math.min(from + MOST_NAMED, vmIds.size())))
                    .withPropagationPolicy(dependents)
                    .delete();
        }
    }

    /** Deletes the pods that serve one of these purposes. */
    void deletePods(FilterWatchListDeletable<?, ?, ?> pods, List<HelperPods.Use> uses) {
        delete(pods.withLabelIn(
                Labels.APP, uses.stream().map(HelperPods.Use::app).toArray(String[]::new)));
    }

    static <T, L, R> FilterWatchListDeletable<T, L, R> named(
            FilterWatchListDeletable<T, L, R> all, Map<String, String> labels, Collection<String> vmIds) {
        return all.withLabels(labels).withLabelIn(Labels.VM, vmIds.toArray(String[]::new));
    }
}
