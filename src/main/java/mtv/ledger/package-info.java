/**
 * What a run created or changed, noted before it is done, and how it is undone. The same entries serve the end of a run
 * and the cleaning up after a killed one, so nothing may be remembered that cannot be written to a file. Nothing that
 * is not in a ledger is ever deleted.
 */
package mtv.ledger;
