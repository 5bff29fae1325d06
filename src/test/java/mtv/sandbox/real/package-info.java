/**
 * Replays recordings of the real MTV against the sandbox at every build: the same objects are sent, and the results are
 * compared with the recordings in {@code src/test/resources/mtv/sandbox/real}.
 */
package mtv.sandbox.real;
