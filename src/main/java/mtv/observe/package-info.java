/**
 * Reads the clusters after a migration: the migrated VMs and their claims, guest agents and logins, everything that
 * carries a Plan's label, and what MTV's own objects say. Changes nothing but by logging in to a guest.
 */
package mtv.observe;
