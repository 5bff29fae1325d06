package mtv.check.compare;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Files that a guest of a source writes while it is copied, each of one line with a number and a checksum. Each write
 * is a file of its own, so that one that is lost is not repaired by the next one.
 *
 * @param directory in the guest, of one migration alone
 * @param writes those that the guest has confirmed, in their order
 */
public record Canary(String directory, List<Write> writes) {

    public Canary {
        writes = List.copyOf(writes);
    }

    /** @param when it was made, in words, such as {@code after copy 2} */
    public record Write(int number, String when) {

        @Override
        public String toString() {
            return number + ", " + when;
        }
    }

    /** The command that writes a file, and answers with what is in it once it is on the disk. */
    public String write(int number) {
        String file = file(number);
        return "mkdir -p " + directory + " && echo '" + line(number) + "' > " + file + " && sync && cat " + file;
    }

    /** The command that shows all files, a line for each. */
    public String show() {
        return "for f in " + directory + "/*; do echo \"$f: $(cat $f)\"; done";
    }

    public String file(int number) {
        return directory + "/" + number;
    }

    /** What is in a file. */
    public String line(int number) {
        CRC32 sum = new CRC32();
        sum.update(file(number).getBytes(StandardCharsets.UTF_8));
        return "canary " + number + " " + Long.toHexString(sum.getValue() | 1L << 32);
    }
}
