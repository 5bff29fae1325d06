/**
 * Finds out by looking, read-only and with a bounded number of requests, what MTV does not say by itself: why an object
 * has no status at all. MTV tries again every few seconds, for good and without a word, when something that an object
 * refers to cannot be read or resolved.
 */
package mtv.diagnosis;
