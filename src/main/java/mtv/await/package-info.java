/**
 * The one door to waiting: a sentence, a limit, a good end, and a bad end with the product's own reason. What can be
 * watched is watched; only MTV's inventory, which offers no watch to outsiders, is polled.
 */
package mtv.await;
