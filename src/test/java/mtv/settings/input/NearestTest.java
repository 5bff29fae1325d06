package mtv.settings.input;

import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A misspelt name leads to the one that was meant. */
public class NearestTest {
    @Test
    public void countsInsertedDeletedAndReplacedLetters() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("same", "same")).isZero();
    }

    @Test
    public void findsTheNameThatWasMeant() {
        assertThat(Nearest.to("strorage_clas", Keys.names())).contains("storage_class");
        assertThat(Nearest.to("anything", List.of())).isEmpty();
    }

    @Test
    public void findsNothingWhenTooManyLettersDiffer() {
        assertThat(Nearest.within(2, "user_home", Keys.names())).isEmpty();
        assertThat(Nearest.within(2, "plan_wait_timout", Keys.names())).contains("plan_wait_timeout");
    }
}
