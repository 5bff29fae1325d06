/**
 * How long the steps of migrations took and how fast their data was copied, as tables that two runs are compared by.
 */
package mtv.scale;
