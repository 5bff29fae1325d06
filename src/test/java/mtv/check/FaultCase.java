package mtv.check;

import mtv.check.compare.Finding;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facts with one thing wrong, and the one difference that the checks must find: a row of a data provider.
 *
 * @param facts of a VM or of a run
 * @param check id of the check that must find it
 */
record FaultCase<F>(F facts, String check, String property, String expected, String actual) {

    static Object[][] rows(FaultCase<?>... faults) {
        return Arrays.stream(faults).map(fault -> new Object[] {fault}).toArray(Object[][]::new);
    }

    void isTheOnlyDifference(Iterable<Finding> differences, String subject) {
        assertThat(differences).singleElement().satisfies(difference -> {
            assertThat(difference.check()).isEqualTo(check);
            assertThat(difference.subject()).isEqualTo(subject);
            assertThat(difference.property()).isEqualTo(property);
            assertThat(difference.expected().text()).isEqualTo(expected);
            assertThat(difference.actual().text()).isEqualTo(actual);
            assertThat(difference.expected().origin()).isNotEmpty();
            assertThat(difference.actual().origin()).isNotEmpty();
        });
    }

    @Override
    public String toString() {
        return property + " is " + actual;
    }
}
