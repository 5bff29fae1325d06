package mtv.check;

import mtv.check.compare.CanonicalForm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Values are compared, and not the texts that stand for them. */
public class CanonicalFormTest {

    private static final int TIMES = 500;

    @DataProvider
    public Object[][] addresses() {
        return new Object[][] {
            {"2001:DB8:0:0::5", "2001:db8::5"},
            {"2001:0db8:0000:0000:0000:0000:0000:0005", "2001:db8::5"},
            {"2001:db8::5/64", "2001:db8::5"},
            {"fe80::1%eth0", "fe80::1"},
            {"fe80::1%eth0/64", "fe80::1"},
            {"fe80::1/64%eth0", "fe80::1"},
            {"[2001:db8::5]", "2001:db8::5"},
            {"::ffff:192.0.2.1", "192.0.2.1"},
            {"::FFFF:c000:201", "192.0.2.1"},
            {"192.0.2.1/24", "192.0.2.1"},
            {"10.0.0.0/8", "10.0.0.0"},
            {" 192.0.2.1 ", "192.0.2.1"},
            {"0:0:0:0:0:0:0:1", "::1"},
        };
    }

    @Test(dataProvider = "addresses")
    public void anAddressHasOneForm(String text, String form) {
        assertThat(CanonicalForm.address(text)).isEqualTo(form);
    }

    @DataProvider
    public Object[][] others() {
        return new Object[][] {
            {""}, {"dhcp"}, {"gateway.example"}, {"1.2.3"}, {"*"}, {"192.0.2.1-9"}, {"1::2::3"}, {"5"}
        };
    }

    @Test(dataProvider = "others")
    public void whatIsNoAddressStaysAsItIs(String text) {
        assertThat(CanonicalForm.address(text)).isEqualTo(text);
        assertThat(CanonicalForm.isLinkLocal(text)).isFalse();
        assertThat(CanonicalForm.isLoopback(text)).isFalse();
    }

    @Test
    public void aLinksOwnAddressesAndTheGuestsOwnAreKnown() {
        assertThat(CanonicalForm.isLinkLocal("FE80:0::1%2")).isTrue();
        assertThat(CanonicalForm.isLinkLocal("169.254.3.4")).isTrue();
        assertThat(CanonicalForm.isLinkLocal("2001:db8::1")).isFalse();
        assertThat(CanonicalForm.isLoopback("127.0.0.53")).isTrue();
        assertThat(CanonicalForm.isLoopback("::1")).isTrue();
    }

    @DataProvider
    public Object[][] macs() {
        return new Object[][] {
            {"00:50:56:AA:00:01", "00:50:56:aa:00:01"},
            {"00-50-56-aa-00-01", "00:50:56:aa:00:01"},
            {"0050.56aa.0001", "00:50:56:aa:00:01"},
            {"005056aa0001", "00:50:56:aa:00:01"},
            {"", ""},
            {"none", "none"},
        };
    }

    @Test(dataProvider = "macs")
    public void aMacHasOneForm(String text, String form) {
        assertThat(CanonicalForm.mac(text)).isEqualTo(form);
    }

    @Test
    public void aUuidIsItsDigits() {
        assertThat(CanonicalForm.uuid("4210C0DE-0000-4000-8000-00000000A001"))
                .isEqualTo(CanonicalForm.uuid("{4210c0de00004000800000000000a001}"))
                .isEqualTo(CanonicalForm.uuid("urn:uuid:4210c0de-0000-4000-8000-00000000a001"))
                .isNotEqualTo(CanonicalForm.uuid("4210c0de-0000-4000-8000-00000000a002"));
        assertThat(CanonicalForm.uuid("Serial 7")).isEqualTo("serial 7");
    }

    /** Each address in all of its spellings, with zeros, capitals, zones and lengths by chance. */
    @Test
    public void everySpellingOfAnAddressIsTheSameAndNoOtherAddressIs() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            int[] groups = random.ints(8, 0, 0x10000)
                    .map(group -> random.nextInt(3) == 0 ? 0 : group)
                    .toArray();
            groups[0] = 0x2000 + random.nextInt(0x1000);
            String form = CanonicalForm.address(spelt(groups, random, false));
            assertThat(CanonicalForm.address(spelt(groups, random, true)))
                    .as("seed " + seed)
                    .isEqualTo(form);
            groups[7] ^= 1;
            assertThat(CanonicalForm.address(spelt(groups, random, true)))
                    .as("seed " + seed)
                    .isNotEqualTo(form);
        }
    }

    private static String spelt(int[] groups, Random random, boolean odd) {
        String plain = IntStream.of(groups)
                .mapToObj(group -> String.format(odd && random.nextBoolean() ? "%04x" : "%x", group))
                .collect(Collectors.joining(":"));
        String zeros = ":0:0:";
        String text = odd && plain.contains(zeros) && random.nextBoolean()
                ? plain.replaceFirst(zeros, "::").replaceAll(":{3,}", "::")
                : plain;
        String cased = odd && random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text;
        return cased + (odd ? new String[] {"", "/64", "%eth0", "%eth0/64"}[random.nextInt(4)] : "");
    }

    @Test
    public void everySpellingOfAMacIsTheSameAndNoOtherMacIs() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            String digits = String.format("%012x", random.nextLong() & 0xffffffffffffL);
            String form = CanonicalForm.mac(digits.replaceAll("(..)(?!$)", "$1:"));
            String other = new String[] {
                        digits, digits.replaceAll("(..)(?!$)", "$1-"), digits.replaceAll("(....)(?!$)", "$1.")
                    }
                    [random.nextInt(3)];
            assertThat(CanonicalForm.mac(random.nextBoolean() ? other.toUpperCase(Locale.ROOT) : other))
                    .as("seed " + seed)
                    .isEqualTo(form);
            String next = digits.substring(0, 11) + (digits.charAt(11) == '0' ? '1' : '0');
            assertThat(CanonicalForm.mac(next)).as("seed " + seed).isNotEqualTo(form);
        }
    }
}
