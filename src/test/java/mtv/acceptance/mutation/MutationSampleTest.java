package mtv.acceptance.mutation;

import mtv.acceptance.mutation.Judged.Verdict;
import mtv.steps.CollectedMigration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sample of the mutations, another one in each build. {@link MutationScore} takes them all; an earlier sample comes
 * again with {@code -Dmutation.seed}, and a larger one with {@code -Dmutation.sample}.
 */
public class MutationSampleTest {

    private static final Logger LOG = LogManager.getLogger();
    private static final int SAMPLE = 60;

    @Test
    public void theComparisonNoticesAllButKnownGaps() throws Exception {
        long seed = Long.getLong("mutation.seed", System.nanoTime());
        LOG.info("Mutations of seed {}", seed);
        CollectedMigration migration = CleanMigration.named("vsphere-cold").collect();
        List<Gap> gaps = Gap.all();

        List<Judged> judged =
                MutationScore.judge(migration, MutationScore.sample(Mutations.of(migration, seed), seed, SAMPLE));

        assertThat(judged).as("mutations").hasSizeGreaterThanOrEqualTo(SAMPLE);
        assertThat(judged)
                .as("missed mutations of seed %d", seed)
                .allMatch(each -> each.is(Verdict.CAUGHT)
                        || each.is(Verdict.FREE)
                        || gaps.stream().anyMatch(gap -> gap.isFor(each.mutation())));
    }
}
