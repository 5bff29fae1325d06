package mtv.provider;

import mtv.ledger.Entry;
import mtv.ledger.Undo;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Deletes the copies of VMs that a run made on its source. */
public final class CloneUndo implements Undo {

    private static final String TYPE = "source-clone";

    private final Optional<String> sourceKey;
    private final Supplier<SourceDriver> opening;
    private SourceDriver driver;

    /**
     * @param sourceKey of the source that the settings name; empty when they name none
     * @param opening makes the driver for all copies, once there is one to delete: what is wrong with the source
     *     concerns nothing else
     */
    CloneUndo(Optional<String> sourceKey, Supplier<SourceDriver> opening) {
        this.sourceKey = sourceKey;
        this.opening = opening;
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
        String source = entry.fact("source");
        if (!sourceKey.equals(Optional.of(source))) {
            throw new ProviderException("it is on source provider " + source + ", "
                    + sourceKey.map(key -> "not on " + key).orElse("which the settings do not lead to")
                    + "; set source_provider");
        }
        driver().delete(entry.fact("vm"));
    }

    @Override
    public synchronized void close() {
        if (driver != null) {
            driver.close();
        }
    }

    private synchronized SourceDriver driver() {
        if (driver == null) {
            driver = opening.get();
        }
        return driver;
    }
}
