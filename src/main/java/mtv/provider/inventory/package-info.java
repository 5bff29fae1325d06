/** Reads the answers of MTV's inventory into facts: one format per type of source. */
package mtv.provider.inventory;
