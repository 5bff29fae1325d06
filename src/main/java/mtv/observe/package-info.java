/**
 * Reads the clusters after a migration: the migrated VMs and their claims, guest agents and logins, everything that
 * carries a Plan's label, and what MTV's own objects say. Changes nothing, but it logs in to guests, and starts and
 * stops a VM that is off and must show its guest agent.
 */
package mtv.observe;
