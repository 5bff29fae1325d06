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

/** {@code %shortNames{pattern}} of a Log4j layout: the text of the pattern, with long names shortened. */
@Plugin(name = "ShortNamesConverter", category = PatternConverter.CATEGORY)
@ConverterKeys("shortNames")
public final class ShortNamesConverter extends LogEventPatternConverter {

    private final List<PatternFormatter> formatters;

    private ShortNamesConverter(List<PatternFormatter> formatters) {
        super("shortNames", "shortNames");
        this.formatters = formatters;
    }

    /** Called by Log4j. */
    public static ShortNamesConverter newInstance(Configuration configuration, String[] options) {
        return new ShortNamesConverter(
                PatternLayout.createPatternParser(configuration).parse(options[0]));
    }

    @Override
    public void format(LogEvent event, StringBuilder out) {
        StringBuilder inner = new StringBuilder();
        formatters.forEach(formatter -> formatter.format(event, inner));
        out.append(ShortNames.in(inner.toString()));
    }

    /** Tells the layout not to write an exception a second time. */
    @Override
    public boolean handlesThrowable() {
        return formatters.stream().anyMatch(PatternFormatter::handlesThrowable);
    }
}
