/**
 * Whatever a document holds must be explained: by a check that compares it, by the table {@code explained.json} of what
 * the product and the cluster are known to write, or by what this cluster's own webhooks add. The rest is a difference.
 *
 * <p>Paths in the table are JSON Pointers with {@code *}. Plain records would not do, since a row must name places in
 * documents whose fields nobody can list beforehand.
 */
package mtv.check.whole;
