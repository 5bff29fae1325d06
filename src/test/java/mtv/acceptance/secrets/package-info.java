/** Runs whose secrets are known, and the search for them in everything that the runs write. */
package mtv.acceptance.secrets;
