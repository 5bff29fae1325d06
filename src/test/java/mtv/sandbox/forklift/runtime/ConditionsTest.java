package mtv.sandbox.forklift.runtime;

import mtv.model.Condition;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Conditions are set, kept and removed from one reconcile to the next. */
public class ConditionsTest {

    private static final Instant BEFORE = Instant.parse("2031-03-04T10:00:00Z");
    private static final Instant NOW = Instant.parse("2031-03-04T11:00:00Z");
    private static final List<Condition> OLD = List.of(
            Conditions.critical("Broken", "Reason", "it is").withLastTransitionTime(BEFORE),
            Conditions.durable("Executing", null, "it runs").withLastTransitionTime(BEFORE),
            Conditions.required("Ready", null, "it is").withLastTransitionTime(BEFORE));

    @Test
    public void aConditionThatIsNotSetAgainIsRemovedUnlessItIsDurable() {
        Conditions conditions = new Conditions(OLD, NOW);
        conditions.set(Conditions.required("Ready", null, "it is"));

        assertThat(conditions.staged()).extracting(Condition::type).containsExactly("Executing", "Ready");
        assertThat(conditions.blocked()).isFalse();
    }

    @Test
    public void transitionTimeChangesOnlyWithAnotherField() {
        Conditions conditions = new Conditions(OLD, NOW);
        conditions.set(Conditions.required("Ready", null, "it is"));
        conditions.set(Conditions.critical("Broken", "Reason", "it is still"));

        assertThat(conditions.find("Ready").orElseThrow().lastTransitionTime()).isEqualTo(BEFORE);
        assertThat(conditions.find("Broken").orElseThrow().lastTransitionTime()).isEqualTo(NOW);
        assertThat(conditions.blocked()).isTrue();
    }

    @Test
    public void durableConditionsCanBeDeleted() {
        Conditions conditions = new Conditions(OLD, NOW);
        conditions.delete("Executing");

        assertThat(conditions.hasAny("Executing", "Ready")).isFalse();
    }
}
