package mtv.provider.driver.vsphere;

import mtv.provider.driver.SourceDriver;
import mtv.provider.http.HttpSession;
import mtv.settings.SourceProviderEntry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Drives a vSphere through the VI JSON API where vCenter has it, from 8.0 U1 on, and through its Automation API
 * elsewhere. Which of them it is, vCenter is asked once, before the first call.
 */
public final class VSphereDriver implements SourceDriver {

    private final SourceProviderEntry entry;
    private final HttpSession http;
    private final Duration limit;
    private SourceDriver driver;

    /** @param limit how long a task of vCenter may take */
    public VSphereDriver(SourceProviderEntry entry, HttpSession http, Duration limit) {
        this.entry = entry;
        this.http = http;
        this.limit = limit;
    }

    private synchronized SourceDriver driver() throws IOException {
        if (driver == null) {
            Optional<VimService> vim = VimService.at(entry, http);
            driver = vim.isPresent() ? new VimDriver(entry, vim.get(), limit) : new AutomationDriver(entry, http);
        }
        return driver;
    }

    @Override
    public Optional<String> find(String vmName, Optional<String> vmId) throws IOException {
        return driver().find(vmName, vmId);
    }

    @Override
    public Optional<String> cannotTrack() throws IOException {
        return driver().cannotTrack();
    }

    @Override
    public Optional<String> cannotPrepare(Copy copy) throws IOException {
        return driver().cannotPrepare(copy);
    }

    @Override
    public void copy(Copy copy) throws IOException {
        driver().copy(copy);
    }

    @Override
    public void delete(String vmName) throws IOException {
        driver().delete(vmName);
    }

    @Override
    public synchronized void close() {
        if (driver != null) {
            driver.close();
        }
    }
}
