/**
 * Finds out why an object of MTV has no status at all, read-only and with a bounded number of requests. When something
 * that an object refers to cannot be read or resolved, MTV tries again every few seconds without end and reports
 * nothing.
 */
package mtv.diagnosis;
