package mtv.text;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;

import java.util.List;

/**
 * {@code %visible{pattern}} of a Log4j layout: the text of the pattern, with hidden characters made visible. Blanks
 * follow a line break, so that no part of a message looks like a line of the log.
 */
@Plugin(name = "VisibleConverter", category = PatternConverter.CATEGORY)
@ConverterKeys("visible")
public final class VisibleConverter extends LogEventPatternConverter {

    private final List<PatternFormatter> formatters;

    private VisibleConverter(List<PatternFormatter> formatters) {
        super("visible", "visible");
        this.formatters = formatters;
    }

    /** Called by Log4j. */
    public static VisibleConverter newInstance(Configuration configuration, String[] options) {
        return new VisibleConverter(
                PatternLayout.createPatternParser(configuration).parse(options[0]));
    }

    @Override
    public void format(LogEvent event, StringBuilder out) {
        StringBuilder inner = new StringBuilder();
        formatters.forEach(formatter -> formatter.format(event, inner));
        out.append(shown(inner.toString()));
    }

    /** Tells the layout not to write an exception a second time. */
    @Override
    public boolean handlesThrowable() {
        return formatters.stream().anyMatch(PatternFormatter::handlesThrowable);
    }

    static String shown(String text) {
        String lines = text.replace(System.lineSeparator(), "\n");
        return Visible.text(lines).replaceAll("\n(?!\\z)", "\n  ");
    }
}
