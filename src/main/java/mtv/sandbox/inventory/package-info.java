/**
 * MTV's inventory: what its collectors know of every Provider's side, as JSON over HTTPS. How far a collector is, MTV's
 * Provider controller says; what is there, is asked of the source at each request.
 */
package mtv.sandbox.inventory;
