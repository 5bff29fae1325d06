package mtv.sandbox.mtv.run;

import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import mtv.sandbox.mtv.build.Labels;
import mtv.sandbox.mtv.build.Pods;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The objects of some VMs: those with these labels, and one of these ids besides. */
record Selection(Map<String, String> labels, List<String> vmIds) {

    /** More would make the line too long in which an API is asked. */
    static final int MOST_NAMED = 60;

    private static final String VM = "vmID";

    /** In as few requests as it takes. */
    void delete(FilterWatchListDeletable<?, ?, ?> all) {
        for (int from = 0; from < vmIds.size(); from += MOST_NAMED) {
            named(all, labels, vmIds.subList(from, Math.min(from + MOST_NAMED, vmIds.size())))
                    .delete();
        }
    }

    /** Only the pods that serve these purposes. */
    void deletePods(FilterWatchListDeletable<?, ?, ?> pods, List<Pods.Use> uses) {
        delete(pods.withLabelIn(Labels.APP, uses.stream().map(Pods.Use::app).toArray(String[]::new)));
    }

    static <T, L, R> FilterWatchListDeletable<T, L, R> named(
            FilterWatchListDeletable<T, L, R> all, Map<String, String> labels, Collection<String> vmIds) {
        return all.withLabels(labels).withLabelIn(VM, vmIds.toArray(String[]::new));
    }
}
