package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.faults.Actor;
import mtv.sandbox.faults.FaultRefusal;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.FaultyWrite;
import mtv.sandbox.faults.Operation;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

/** What the armed faults do to one write: refuse it, change it, pretend that it happened, or do something besides. */
final class WriteFaultInjector {

    private final Faults faults;
    private final Kind kind;
    private final FaultyWrite writing;
    private final boolean dryRun;

    WriteFaultInjector(Faults faults, String verb, Kind kind, WriteContext context) {
        this.faults = faults;
        this.kind = kind;
        this.dryRun = context.dryRun();
        this.writing = faults.writing(
                new Operation(context.isFor("status") ? "status" : verb, kind.resource(), context.actor()));
    }

    ObjectNode apply(ObjectNode object) {
        try {
            writing.apply(object);
            return object;
        } catch (FaultRefusal e) {
            throw new ApiError(e.code(), e.reason(), e.getMessage());
        }
    }

    /** Whether the writer is only told that it happened. */
    boolean pretended() {
        return dryRun || writing.swallowed();
    }

    /** After the write. */
    void follow(ObjectNode written, ObjectWriter writes) {
        if (pretended()) {
            return;
        }
        faults.seen(kind.resource(), written);
        WriteContext itself = WriteContext.internal(Actor.FAULT);
        writing.copies(written).forEach(copy -> writes.create(writes.kindOf(copy), Meta.namespace(copy), copy, itself));
        for (ObjectNode patch : writing.patches(written)) {
            Key key = kind.key(Meta.namespace(patch), Meta.name(patch));
            writes.update(kind, key, now -> now.deepCopy().set("status", patch.path("status")), itself.to("status"));
        }
        writing.deletions(written).forEach(deletion -> writes.deleteAll(deletion, itself));
    }
}
