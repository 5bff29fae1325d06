/**
 * Whatever a document holds must be explained: by a check that compares it, by the table {@code explained.json} of what
 * the product and the cluster are known to write, or by what this cluster's own webhooks add. The rest is a difference.
 *
 * <p>Notation: paths in the table are JSON Pointers with {@code *}, and behind the role of another document where they
 * lead there; a condition has a value behind its path. Plain records would not do, since a row must name places in
 * documents whose fields nobody can list beforehand.
 */
package mtv.check.whole;
