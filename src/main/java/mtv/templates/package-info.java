/**
 * Makes the objects that the suite sends, by pure functions from names and facts to objects. They can be checked
 * against the product's schemas without a cluster.
 */
package mtv.templates;
