package mtv.provider;

import mtv.provider.driver.SourceDriver.Copy;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How many copies are made at once. */
public class ParallelCopiesTest {

    @Test
    public void afterOneCopyHasFailedNoOtherIsBegun() {
        AtomicInteger begun = new AtomicInteger();
        List<Copy> copies = IntStream.range(0, 5)
                .mapToObj(i -> new Copy("vm", "vm-1", "copy-" + i, false, Optional.empty()))
                .toList();
        assertThatThrownBy(() -> new ParallelCopies(1).each(copies, Copy::name, copy -> {
                    begun.incrementAndGet();
                    throw new IOException("full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
        assertThat(begun).hasValue(1);
    }
}
