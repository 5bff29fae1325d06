package mtv.sandbox.apiserver.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.object.ObjectWriter;
import mtv.sandbox.apiserver.request.DeleteOptions;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;
import mtv.sandbox.store.Store;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the cluster's own controllers work with. They look on as things happen, and act later, in one thread.
 *
 * @param itself in whose name they write
 */
public record ControllerContext(Store store, Kinds kinds, ObjectWriter writer, Executor worker, WriteContext itself) {

    /** @param account of a service account, with its namespace: {@code kube-system:namespace-controller} */
    public ControllerContext as(String account) {
        return new ControllerContext(
                store, kinds, writer, worker, WriteContext.internal("system:serviceaccount:" + account));
    }

    public void later(Runnable work) {
        worker.execute(work);
    }

    public Kind kind(String resource) {
        return kinds.find(resource).orElseThrow();
    }

    public Optional<ObjectNode> find(Key key) {
        return store.get(key);
    }

    public void create(Kind kind, String namespace, ObjectNode object) {
        writer.create(kind, namespace, object, itself);
    }

    /** Nothing happens to an object of a kind that is gone by now. */
    public void change(Key key, Consumer<ObjectNode> change) {
        kinds.find(key.resource())
                .ifPresent(kind -> writer.update(
                        kind,
                        key,
                        current -> {
                            ObjectNode next = current.deepCopy();
                            change.accept(next);
                            return next;
                        },
                        itself));
    }

    void delete(Key key) {
        kinds.find(key.resource()).ifPresent(kind -> writer.delete(kind, key, DeleteOptions.none(), itself));
    }

    /** See {@link ObjectWriter#clear}. */
    boolean clear(Kind kind, String namespace) {
        return writer.clear(kind, namespace, itself);
    }

    /** ObjectWriter this subresource instead of the object itself. */
    ControllerContext on(String subresource) {
        return new ControllerContext(store, kinds, writer, worker, itself.to(subresource));
    }
}
