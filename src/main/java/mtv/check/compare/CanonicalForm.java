package mtv.check.compare;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.MACAddressString;
import inet.ipaddr.mac.MACAddress;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One spelling for IP addresses, MACs and UUIDs, which have several, so that values are compared and not texts. A text
 * that is no such value only loses its capitals. Host names are not resolved.
 */
public final class CanonicalForm {

    /** Addresses of hosts in full: no ranges, no short forms of the C library, no names. */
    private static final IPAddressStringParameters HOST = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowPrefix(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .allow_inet_aton(false)
            .toParams();

    /** A zone is the name that a host gives to its link, and a prefix length says how large that is. */
    private static final Pattern ZONE_AND_PREFIX = Pattern.compile("[%/].*$");

    private static final Pattern BRACKETS = Pattern.compile("^\\[(.*)]$");

    private CanonicalForm() {}

    /** An IP address in its canonical form, without zone and prefix length; IPv4 in IPv6 as IPv4. */
    public static String address(String text) {
        IPAddress address = parsed(text);
        return address == null ? fold(text) : address.toCanonicalString();
    }

    public static Set<String> addresses(Collection<String> texts) {
        Set<String> addresses = new TreeSet<>();
        texts.forEach(text -> addresses.add(address(text)));
        return addresses;
    }

    /** Whether an address holds on its own link only. Every IPv6 NIC has such an address, and no migration keeps it. */
    public static boolean isLinkLocal(String text) {
        IPAddress address = parsed(text);
        return address != null && address.isLinkLocal();
    }

    /** Whether an address is that of the guest itself. */
    public static boolean isLoopback(String text) {
        IPAddress address = parsed(text);
        return address != null && address.isLoopback();
    }

    private static IPAddress parsed(String text) {
        String bare = BRACKETS.matcher(text.strip()).replaceAll("$1");
        IPAddress address = new IPAddressString(ZONE_AND_PREFIX.matcher(bare).replaceAll(""), HOST).getAddress();
        return address != null && address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    /** A MAC with colons, whatever stood between its digits. */
    public static String mac(String text) {
        MACAddress mac = new MACAddressString(text.strip()).getAddress();
        return mac == null || text.isBlank() || mac.isMultiple() ? fold(text) : mac.toColonDelimitedString();
    }

    /** The digits of a UUID alone. */
    public static String uuid(String text) {
        String digits = fold(text).replaceAll("^urn:uuid:", "").replaceAll("[-{}\\s]", "");
        return digits.matches("[0-9a-f]{32}") ? digits : fold(text);
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
