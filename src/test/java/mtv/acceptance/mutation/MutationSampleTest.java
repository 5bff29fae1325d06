package mtv.acceptance.mutation;

import mtv.steps.CollectedMigration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sample of the mutations, another one in each build. {@link MutationScore} takes them all; an earlier sample comes
 * again with {@code -Dmutation.seed}, and a larger one with {@code -Dmutation.sample}.
 */
public class MutationSampleTest {

    private static final Logger LOG = LogManager.getLogger();
    private static final int SAMPLE = 60;

    @Test
    public void theComparisonNoticesWhatItIsDemandedTo() throws Exception {
        long seed = Long.getLong("mutation.seed", System.nanoTime());
        LOG.info("Mutations of seed {}", seed);
        CollectedMigration migration = CleanMigration.named("vsphere-cold").collect();
        List<Demand> demands = Demand.all();
        List<Mutation> mutations = new ArrayList<>(Mutations.of(migration, seed).stream()
                .filter(mutation -> demands.stream().anyMatch(demand -> demand.isFor(mutation)))
                .toList());
        Collections.shuffle(mutations, new Random(seed));

        List<Judged> judged = MutationScore.judge(
                migration,
                mutations.subList(0, Math.min(mutations.size(), Integer.getInteger("mutation.sample", SAMPLE))));

        assertThat(judged).as("mutations").hasSizeGreaterThanOrEqualTo(SAMPLE);
        assertThat(judged).as("missed mutations of seed %d", seed).allMatch(Judged::isCaught);
    }
}
