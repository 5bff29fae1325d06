package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.faults.FaultRefusal;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.FaultyWrite;
import mtv.sandbox.faults.Operation;
import mtv.sandbox.store.Kind;

import java.util.Optional;

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

    /** Whether there is a fault that may change the write. */
    boolean mayAct() {
        return writing.mayAct();
    }

    ObjectNode apply(ObjectNode object) {
        try {
            writing.apply(object);
            return object;
        } catch (FaultRefusal e) {
            throw new ApiError(e.code(), e.reason(), e.getMessage());
        }
    }

    /** Whether the write only seems to happen. */
    boolean pretended() {
        return dryRun || writing.swallowed();
    }

    /** After the write. @return what the faults write besides, unless nothing was written */
    Optional<FaultyWrite> done(ObjectNode written) {
        if (pretended()) {
            return Optional.empty();
        }
        faults.learn(kind.resource(), written);
        return Optional.of(writing);
    }
}
