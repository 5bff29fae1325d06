/**
 * MTV's inventory: what its collectors know of every Provider's side, as JSON over HTTPS. How far a collector is, MTV's
 * Provider controller says; what is there, is asked of the source at each request.
 *
 * <p>Notation: the lines of a {@code Concern}, a path and what is wanted there, are no records of operators and
 * operands, because they stand for rules that MTV has as text, too, and a class for each rule would say less.
 */
package mtv.sandbox.inventory;
