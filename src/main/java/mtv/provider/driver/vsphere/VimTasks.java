package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.provider.driver.ProviderException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.time.Duration;

/**
 * Waits for tasks of a vCenter. Nothing is polled: a property collector of each wait's own answers when there is news
 * of its task.
 */
final class VimTasks {

    private static final Logger LOG = LogManager.getLogger();

    /** After so much time without news vCenter answers, too, so that the wait sees whether it has to end. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** As often a session may end during one wait, and the collector with it. */
    private static final int SESSIONS = 3;

    private final VimService vim;
    private final Duration limit;

    /** @param limit how long a task may take */
    VimTasks(VimService vim, Duration limit) {
        this.vim = vim;
        this.limit = limit;
    }

    /**
     * Returns when the task has succeeded. A run that is stopped cancels it, and waits for its end.
     *
     * @param what completes "vCenter … could not …"
     * @return the task's result, missing or null for none
     * @throws VimFault when the task fails
     * @throws IOException when it takes too long, and is canceled
     */
    JsonNode await(VimService.Ref task, String what) throws IOException {
        Wait wait = new Wait(task, what);
        for (int session = 1; ; session++) {
            try {
                follow(wait);
                return wait.result();
            } catch (VimFault e) {
                if (!e.is("ManagedObjectNotFound") || wait.isOver() || session == SESSIONS) {
                    throw e;
                }
            }
        }
    }

    /** Until the end, or that of the session, with which the collector goes. */
    private void follow(Wait wait) throws IOException {
        VimService.Ref collector = VimService.Ref.of(vim.ask(
                vim.manager("propertyCollector"), "CreatePropertyCollector", VimService.parameters(), wait.what));
        try {
            filter(collector, wait.task, wait.what);
            wait.begin();
            while (!wait.isOver()) {
                wait.take(vim.ask(collector, "WaitForUpdatesEx", wait.parameters(), wait.what));
            }
        } finally {
            forget(collector);
        }
    }

    private void filter(VimService.Ref collector, VimService.Ref task, String what) throws IOException {
        ObjectNode object = VimService.object("ObjectSpec").put("skip", false);
        object.set("obj", task.json());
        ObjectNode property =
                VimService.object("PropertySpec").put("type", "Task").put("all", false);
        property.putArray("pathSet").add("info");
        ObjectNode filter = VimService.object("PropertyFilterSpec");
        filter.set("propSet", VimService.array(property));
        filter.set("objectSet", VimService.array(object));
        ObjectNode parameters = VimService.parameters().put("partialUpdates", false);
        parameters.set("spec", filter);
        vim.ask(collector, "CreateFilter", parameters, what);
    }

    private void forget(VimService.Ref collector) {
        try {
            vim.ask(collector, "DestroyPropertyCollector", VimService.parameters(), "forget a collector");
        } catch (IOException | ProviderException e) {
            LOG.debug("{} ends with its session", collector, e);
        }
    }

    private void cancel(VimService.Ref task, String what) {
        try {
            vim.ask(task, "CancelTask", VimService.parameters(), "cancel: " + what);
        } catch (IOException | ProviderException e) {
            LOG.debug("{} was not canceled", task, e);
        }
    }

    /** One wait: how far it has come, and when it ends without the task. */
    private final class Wait {

        private final VimService.Ref task;
        private final String what;
        private final long end = System.nanoTime() + limit.toNanos();
        private final ObjectNode info = VimService.parameters();
        private String version = "";
        /** What vCenter itself has spent without news: the answers of a recording take no time. */
        private Duration silent = Duration.ZERO;

        private boolean canceled;

        Wait(VimService.Ref task, String what) {
            this.task = task;
            this.what = what;
        }

        ObjectNode parameters() {
            ObjectNode parameters = VimService.parameters().put("version", version);
            parameters.set(
                    "options",
                    VimService.object("WaitOptions")
                            .put("maxWaitSeconds", silence().toSeconds()));
            return parameters;
        }

        private Duration silence() {
            return limit.compareTo(SILENCE) < 0 ? limit : SILENCE;
        }

        void begin() {
            version = "";
        }

        /** @param update that vCenter has sent; missing or null when it had none */
        void take(JsonNode update) throws IOException {
            if (update.isMissingNode() || update.isNull()) {
                silent = silent.plus(silence());
            } else {
                learn(update);
            }
            if (isOver()) {
                return;
            }
            if (silent.compareTo(limit) >= 0 || System.nanoTime() > end) {
                cancel(task, what);
                throw new IOException("vCenter " + vim.name() + " did not " + what + " within clone_timeout, "
                        + limit.toSeconds() + " seconds, so that was canceled; its task is " + state());
            }
            if (vim.isStopped() && !canceled) {
                canceled = true;
                cancel(task, what);
            }
        }

        /** An update tells of something new; only that of a recording that is at its end does not. */
        private void learn(JsonNode update) throws IOException {
            ObjectNode before = info.deepCopy();
            for (JsonNode filter : update.path("filterSet")) {
                for (JsonNode object : filter.path("objectSet")) {
                    object.path("changeSet")
                            .forEach(change ->
                                    learn(change.path("name").asText(), VimService.value(change.path("val"))));
                }
            }
            String next = update.path("version").asText();
            if (next.equals(version) && info.equals(before)) {
                throw new IOException("vCenter " + vim.name() + " tells nothing new of the task to " + what
                        + ", but repeats version " + version + "; its task is " + state());
            }
            version = next;
        }

        /** The whole info, or a field of it. */
        private void learn(String path, JsonNode value) {
            if (path.equals("info")) {
                value.properties().forEach(field -> info.set(field.getKey(), field.getValue()));
            } else if (path.startsWith("info.")) {
                info.set(path.substring("info.".length()), value);
            }
        }

        private String state() {
            return info.path("state").asText("unknown");
        }

        boolean isOver() {
            return state().equals("success") || state().equals("error");
        }

        JsonNode result() throws VimFault {
            if (state().equals("error")) {
                throw VimFault.ofTask(vim.name(), what, VimService.value(info.path("error")));
            }
            return VimService.value(info.path("result"));
        }
    }
}
