/** Proof that every check finds its fault: rows of scenario, fault and what must be said, played on sandboxes. */
package mtv.acceptance.matrix;
