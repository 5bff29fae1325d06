package mtv.steps;

import mtv.steps.progress.ProgressLogger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the console is told of a migration, while this is open. */
final class Narration extends AbstractAppender implements AutoCloseable {

    private final Logger logger = (Logger) LogManager.getLogger(ProgressLogger.class);
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    Narration() {
        super("narration", null, null, true, Property.EMPTY_ARRAY);
        start();
        logger.addAppender(this);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getMessage().getFormattedMessage());
    }

    /** Behind the name of one VM. */
    List<String> of(String vm) {
        String begin = "VM " + vm + ": ";
        return List.copyOf(lines).stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .toList();
    }

    /** Of no VM. */
    List<String> others() {
        return List.copyOf(lines).stream()
                .filter(line -> !line.startsWith("VM "))
                .toList();
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        stop();
    }
}
