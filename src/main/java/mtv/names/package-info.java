/**
 * The names that MTV gives to VMs and volumes, computed anew: its naming rules, and the part of Go's text/template with
 * the functions that its name templates are written in. Knows no object, no cluster and no other room.
 */
package mtv.names;
