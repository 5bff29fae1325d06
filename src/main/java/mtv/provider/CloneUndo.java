package mtv.provider;

import mtv.ledger.Entry;
import mtv.ledger.Undo;

import java.io.IOException;
import java.util.Map;

/** Deletes the copies of VMs that a run made on its source. */
public final class CloneUndo implements Undo {

    private static final String TYPE = "source-clone";

    private final String sourceKey;
    private final SourceDriver driver;

    CloneUndo(String sourceKey, SourceDriver driver) {
        this.sourceKey = sourceKey;
        this.driver = driver;
    }

    static Entry entry(String sourceKey, String copyName) {
        return new Entry(TYPE, Map.of("source", sourceKey, "vm", copyName));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void undo(Entry entry) throws IOException {
        if (!entry.fact("source").equals(sourceKey)) {
            throw new ProviderException("it is on source provider " + entry.fact("source") + ", not on " + sourceKey
                    + "; set source_provider");
        }
        driver.delete(entry.fact("vm"));
    }
}
