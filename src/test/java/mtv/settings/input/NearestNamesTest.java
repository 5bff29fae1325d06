package mtv.settings.input;

import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The nearest known name is found for a misspelt one. */
public class NearestNamesTest {
    @Test
    public void countsInsertedDeletedAndReplacedLetters() {
        assertThat(NearestNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestNames.distance("", "abc")).isEqualTo(3);
        assertThat(NearestNames.distance("same", "same")).isZero();
    }

    @Test
    public void findsTheNameThatWasMeant() {
        assertThat(NearestNames.to("strorage_clas", Keys.names())).contains("storage_class");
        assertThat(NearestNames.to("anything", List.of())).isEmpty();
    }

    @Test
    public void findsNothingWhenTooManyLettersDiffer() {
        assertThat(NearestNames.within(2, "user_home", Keys.names())).isEmpty();
        assertThat(NearestNames.within(2, "plan_wait_timout", Keys.names())).contains("plan_wait_timeout");
    }
}
