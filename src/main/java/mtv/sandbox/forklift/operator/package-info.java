/** MTV's operator: turns a changed ForkliftController into the settings of the controllers. */
package mtv.sandbox.forklift.operator;
