/**
 * Replays recordings of the real MTV against the sandbox at every build: the same objects are sent, and the results are
 * compared with the recordings in {@code src/test/resources/mtv/sandbox/real}.
 *
 * <p>Notation: the recordings have marks in double braces for what is another value on each cluster, because they are
 * sent as they are, and a record of each kind of object would lose what was recorded. The shape of an answer is a list
 * of its paths, from {@code $} on, since answers have more fields than anybody could write classes for. What differs
 * for good ({@code known.txt}), and what shares a sandbox ({@code lanes.txt}), are lines of words, because each is one
 * case and a reason, which a person adds without Java.
 */
package mtv.sandbox.real;
