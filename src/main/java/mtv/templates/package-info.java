/**
 * The objects that the suite sends, with ordinary values: pure functions from names and facts to objects, so that they
 * can be held against the product's schemas without a cluster.
 */
package mtv.templates;
