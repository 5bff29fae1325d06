package mtv.text;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Hidden characters in texts from outside are shown. */
public class VisibleTest {

    @DataProvider
    public Object[][] texts() {
        return new Object[][] {
            {"plain \u00e9 \u4e2d\u6587 \ud83d\ude00 ]]> <&>", "plain \u00e9 \u4e2d\u6587 \ud83d\ude00 ]]> <&>"},
            {"\u001b[31mred", "[U+001B][31mred"},
            {"a\u0000b", "a[U+0000]b"},
            {"\ufffe\uffff", "[U+FFFE][U+FFFF]"},
            {"\ud800x\udfff", "[U+D800]x[U+DFFF]"},
            {"\u202egnp.exe", "[U+202E]gnp.exe"},
            {"a\u00a0b\u200b\ufeff", "a[U+00A0]b[U+200B][U+FEFF]"},
            {"a\tb\nc", "a\tb\nc"},
            {"a\rb", "a[U+000D]b"},
            {null, null},
        };
    }

    @Test(dataProvider = "texts")
    public void hiddenCharactersAreShown(String text, String shown) {
        assertThat(Visible.text(text)).isEqualTo(shown);
    }

    @Test
    public void lineEndsInALineAreShown() {
        assertThat(Visible.line("a\nb\tc")).isEqualTo("a[U+000A]b[U+0009]c");
    }

    @DataProvider
    public Object[][] appenders() {
        return new Object[][] {{"console"}, {"file"}};
    }

    @Test(dataProvider = "appenders")
    public void noMessageWritesALineOfTheLog(String appender) {
        LoggerContext context = (LoggerContext) LogManager.getContext(VisibleTest.class.getClassLoader(), false);
        Layout<?> layout = context.getConfiguration().getAppender(appender).getLayout();
        String text = layout.toSerializable(Log4jLogEvent.newBuilder()
                        .setLoggerName("mtv.text")
                        .setThreadName("main")
                        .setLevel(Level.INFO)
                        .setMessage(new SimpleMessage("VM x\n12:00:00 INFO  all is well\u001b[2J"))
                        .setThrown(new IllegalStateException("a\n12:00:00 ERROR b"))
                        .build())
                .toString();
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0)).endsWith("VM x");
        assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("  "));
        assertThat(text).contains("all is well[U+001B][2J").endsWith("\n");
    }
}
