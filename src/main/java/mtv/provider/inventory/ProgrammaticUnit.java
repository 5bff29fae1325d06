package mtv.provider.inventory;

import mtv.vm.Fact;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit of an OVF as DSP0004 defines it, {@code byte * 2^20} or {@code byte*1024}, or the older word
 * {@code MegaBytes}. Only as much of the grammar is read as MTV reads, since nothing can be compared with a size that
 * MTV cannot read.
 */
final class ProgrammaticUnit {

    private static final Pattern FACTOR = Pattern.compile("(\\d+)(?:\\s*\\^\\s*(\\d+))?");

    private ProgrammaticUnit() {}

    /**
     * Converts an amount of a unit to bytes.
     *
     * @param unit bytes when it is empty, which is OVF's default
     * @return unknown for a unit that does not measure memory, and for sizes that no long can hold
     */
    static Fact<Long> bytes(long amount, String unit, String origin) {
        Optional<Long> factor = factor(unit);
        if (factor.isEmpty()) {
            return Fact.unknown(origin + " is in unit \"" + unit + "\", which is not known");
        }
        try {
            return Fact.positive(Math.multiplyExact(amount, factor.get()), origin);
        } catch (ArithmeticException e) {
            return Fact.unknown(origin + " is beyond all sizes: " + amount + " times \"" + unit + "\"");
        }
    }

    private static Optional<Long> factor(String unit) {
        if (unit.strip().toLowerCase(Locale.ROOT).equals("megabytes")) {
            return Optional.of(1L << 20);
        }
        String[] items = unit.split("\\*", -1);
        if (!items[0].isBlank() && !items[0].strip().equals("byte")) {
            return Optional.empty();
        }
        try {
            long factor = 1;
            for (int i = 1; i < items.length; i++) {
                Matcher item = FACTOR.matcher(items[i].strip());
                if (!item.matches()) {
                    return Optional.empty();
                }
                factor = Math.multiplyExact(factor, power(item));
            }
            return Optional.of(factor);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long power(Matcher item) {
        long base = Long.parseLong(item.group(1));
        int exponent = item.group(2) == null ? 1 : Integer.parseInt(item.group(2));
        long power = 1;
        for (int i = 0; i < exponent && power != 0; i++) {
            power = Math.multiplyExact(power, base);
            if (power == 1) {
                break;
            }
        }
        return power;
    }
}
