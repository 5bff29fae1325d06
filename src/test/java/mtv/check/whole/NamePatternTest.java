package mtv.check.whole;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A star stands for any characters, none included, and no character counts for two parts. */
public class NamePatternTest {

    @DataProvider
    public Object[][] names() {
        return new Object[][] {
            // pattern, text, whether it matches
            {"a.b", "a.b", true},
            {"a.b", "axb", false},
            {"a.b", "a.bc", false},
            {"*", "", true},
            {"*", "any", true},
            {"a*", "a", true},
            {"a*", "ba", false},
            {"*a", "ba", true},
            {"*a", "ab", false},
            {"a*b", "ab", true},
            {"a*b", "axxb", true},
            {"a*a", "a", false},
            {"a*a", "aa", true},
            {"ab*ba", "aba", false},
            {"a*b*c", "abc", true},
            {"a*b*c", "a-b-c", true},
            {"a*b*c", "acb", false},
            {"a*b*c", "ac", false},
            {"a*bb*b", "abbb", true},
            {"a*bb*b", "abb", false},
            {"*ab*ab*", "ab", false},
            {"*ab*ab*", "xabyabz", true},
            {"*ab*ab*", "aab", false},
        };
    }

    @Test(dataProvider = "names")
    public void aStarStandsForAnyCharacters(String pattern, String text, boolean matches) {
        assertThat(new NamePattern(pattern).matches(text)).isEqualTo(matches);
    }
}
