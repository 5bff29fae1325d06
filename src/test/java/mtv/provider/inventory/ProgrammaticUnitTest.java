package mtv.provider.inventory;

import mtv.vm.Fact;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Sizes of OVFs, in the units in which MTV reads them. */
public class ProgrammaticUnitTest {

    private static final int TIMES = 1000;

    @DataProvider
    public Object[][] units() {
        return new Object[][] {
            {"byte * 1024", 1L << 10},
            {"byte*1024", 1L << 10},
            {"byte * 2^20", 1L << 20},
            {"byte * 2 ^ 20", 1L << 20},
            {"byte * 2^30", 1L << 30},
            {"byte * 1024 * 1024", 1L << 20},
            {"byte * 2^10 * 2^10", 1L << 20},
            {"byte * 10^9", 1_000_000_000L},
            {"MegaBytes", 1L << 20},
            {"megabytes", 1L << 20},
            {"byte", 1L},
            {"", 1L},
            {"byte * 1", 1L},
            {"byte * 2^0", 1L},
        };
    }

    @Test(dataProvider = "units")
    public void aUnitIsSoManyBytes(String unit, long bytes) {
        assertThat(ProgrammaticUnit.bytes(16, unit, "Capacity")).isEqualTo(Fact.of(16 * bytes, "Capacity"));
    }

    @DataProvider
    public Object[][] unknown() {
        return new Object[][] {
            {"furlong"},
            {"hertz * 10^6"},
            {"bytes"},
            {"bit * 2^20"},
            {"byte * MB"},
            {"byte * 2^-10"},
            {"byte *"},
            {"byte / 2"},
            {"GigaBytes"},
            {"byte * 2^99999"},
            {"byte * 99999999999999999999"},
        };
    }

    @Test(dataProvider = "unknown")
    public void anUnknownUnitIsNotComparable(String unit) {
        Fact<Long> size = ProgrammaticUnit.bytes(16, unit, "Capacity");
        assertThat(size.isKnown()).isFalse();
        assertThat(size.origin()).contains("Capacity").contains(unit);
    }

    @Test
    public void noSizeIsZeroOrBeyondALong() {
        assertThat(ProgrammaticUnit.bytes(0, "byte", "Capacity").isKnown()).isFalse();
        assertThat(ProgrammaticUnit.bytes(Long.MAX_VALUE, "byte * 2", "Capacity")
                        .isKnown())
                .isFalse();
    }

    /** Against arithmetic without limits. */
    @Test
    public void factorsAndPowersMultiply() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            BigInteger expected = BigInteger.valueOf(1 + random.nextInt(1 << 20));
            long amount = expected.longValueExact();
            StringBuilder unit = new StringBuilder("byte");
            for (int factor = random.nextInt(4); factor > 0; factor--) {
                int base = 1 + random.nextInt(1024);
                int exponent = random.nextInt(8);
                boolean power = random.nextBoolean();
                unit.append(random.nextBoolean() ? " * " : "*").append(base).append(power ? "^" + exponent : "");
                expected = expected.multiply(BigInteger.valueOf(base).pow(power ? exponent : 1));
            }
            Optional<Long> size =
                    expected.bitLength() < Long.SIZE ? Optional.of(expected.longValueExact()) : Optional.empty();
            assertThat(ProgrammaticUnit.bytes(amount, unit.toString(), "Capacity")
                            .value())
                    .as("seed " + seed + ": " + unit)
                    .isEqualTo(size);
        }
    }
}
