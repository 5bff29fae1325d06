package mtv.text;

import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.ThreadContext;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * To which scenario and VM the lines of a log belong. Log4j keeps that for each thread, so that whoever hands work to
 * another thread hands this along.
 *
 * @param names of the scenario and of the VM, as far as they are known
 */
public record LogScope(Map<String, String> names) {

    private static final String SCENARIO = "scenario";
    private static final String VM = "vm";

    /** That of the thread that asks. */
    public static LogScope current() {
        return new LogScope(ThreadContext.getImmutableContext());
    }

    /** From now on for this thread; until then it belonged to another scenario or to none. @param name may be null */
    public static void enterScenario(String name) {
        ThreadContext.clearMap();
        if (name != null) {
            ThreadContext.put(SCENARIO, name);
        }
    }

    /** The same with a VM. */
    public LogScope ofVm(String name) {
        Map<String, String> more = new HashMap<>(names);
        more.put(VM, String.valueOf(name));
        return new LogScope(Map.copyOf(more));
    }

    /** Works here with these names; afterwards the thread has those that it had. */
    public void run(Runnable work) {
        carry(() -> {
                    work.run();
                    return true;
                })
                .get();
    }

    /** For another thread. */
    public Runnable carry(Runnable work) {
        return () -> run(work);
    }

    /** For another thread. */
    public <T> Supplier<T> carry(Supplier<T> work) {
        return () -> {
            CloseableThreadContext.Instance within = CloseableThreadContext.putAll(names);
            try {
                return work.get();
            } finally {
                within.close();
            }
        };
    }

    /** For another thread. */
    public <T> Predicate<T> carry(Predicate<T> test) {
        return value -> carry((Supplier<Boolean>) () -> test.test(value)).get();
    }
}
