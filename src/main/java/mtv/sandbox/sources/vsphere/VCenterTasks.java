package mtv.sandbox.sources.vsphere;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The tasks of a vCenter, and those who want to hear of them. A task that has ended changes no more. */
final class VCenterTasks {

    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * One of them.
     *
     * @param description such as {@code VirtualMachine.clone}
     * @param vm that it works on
     * @param state queued, running, success or error
     * @param result reference to what it made; empty for none
     * @param revision grows with every change
     */
    record Task(
            String id,
            String description,
            String vm,
            String state,
            Optional<Map<String, Object>> result,
            Optional<VCenterFault> error,
            int revision) {

        boolean ended() {
            return state.equals("success") || state.equals("error");
        }

        private Task running() {
            return new Task(id, description, vm, "running", result, error, revision + 1);
        }

        private Task done(Optional<Map<String, Object>> made) {
            return new Task(id, description, vm, "success", made, error, revision + 1);
        }

        private Task failed(VCenterFault fault) {
            return new Task(id, description, vm, "error", result, Optional.of(fault), revision + 1);
        }

        /** As the property {@code info}. */
        Map<String, Object> info(Instant now) {
            Map<String, Object> info = new LinkedHashMap<>();
            info.put("_typeName", "TaskInfo");
            info.put("key", id);
            info.put("task", VimJson.reference("Task", id));
            info.put("descriptionId", description);
            info.put("entity", VimJson.reference("VirtualMachine", vm));
            info.put("state", state);
            info.put("cancelled", false);
            info.put("cancelable", !ended());
            info.put("queueTime", now.toString());
            result.ifPresent(made -> info.put("result", made));
            error.ifPresent(fault -> info.put("error", fault.localized()));
            return info;
        }
    }

    /** Begins one, which runs until it is told otherwise. */
    Task begin(String description, String vm) {
        Task task;
        synchronized (this) {
            String id = "task-" + (tasks.size() + 1);
            task = new Task(id, description, vm, "queued", Optional.empty(), Optional.empty(), 1);
            tasks.put(id, task);
        }
        change(task.id(), Task::running);
        return task;
    }

    void succeed(String id, Optional<Map<String, Object>> made) {
        change(id, task -> task.done(made));
    }

    void fail(String id, VCenterFault fault) {
        change(id, task -> task.failed(fault));
    }

    /** @return whether it had not ended before */
    boolean cancel(String id) {
        boolean going = find(id).filter(task -> !task.ended()).isPresent();
        fail(id, new VCenterFault("RequestCanceled", "The task was canceled by a user."));
        return going;
    }

    synchronized Optional<Task> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    private void change(String id, UnaryOperator<Task> change) {
        synchronized (this) {
            tasks.computeIfPresent(id, (same, task) -> task.ended() ? task : change.apply(task));
        }
        listeners.forEach(Runnable::run);
    }

    /** Called after every change. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
