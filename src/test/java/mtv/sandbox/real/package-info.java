/**
 * What the real MTV did, played against the sandbox at every build: the same objects are sent, and what becomes of them
 * is compared with the recordings in {@code src/test/resources/mtv/sandbox/real}.
 */
package mtv.sandbox.real;
