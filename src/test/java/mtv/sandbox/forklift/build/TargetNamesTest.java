package mtv.sandbox.forklift.build;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of source VMs become names that Kubernetes accepts. */
public class TargetNamesTest {

    @DataProvider
    public Object[][] names() {
        return new Object[][] {
            {"web-a", "web-a"},
            {"DB_Main 01", "db-main-01"},
            {"app.v2", "app.v2"},
            {"--A..b__c--", "a.b-c"},
            {"x".repeat(70), "x".repeat(63)},
            {"a (copy)+1/2", "a-copy-1-2"},
        };
    }

    @Test(dataProvider = "names")
    public void namesBecomeValid(String source, String expected) {
        assertThat(TargetNames.normalise(source)).isEqualTo(expected);
    }

    @Test
    public void aNameWithoutValidCharactersBecomesRandom() {
        assertThat(TargetNames.normalise("___")).matches("vm-[a-z0-9]{4}");
    }

    @Test
    public void templatesSeeTheSameNameEachTime() {
        assertThat(TargetNames.forTemplates(null, "___", "vm-7")).isEqualTo("vm-7");
        assertThat(TargetNames.forTemplates("wanted", "web", "vm-7")).isEqualTo("wanted");
    }

    @Test
    public void aNameWithDotsIsASubdomainAndNoLabel() {
        assertThat(TargetNames.isSubdomain("app.v2")).isTrue();
        assertThat(TargetNames.isLabel("app.v2")).isFalse();
        assertThat(TargetNames.isSubdomain("DB_Main")).isFalse();
    }
}
