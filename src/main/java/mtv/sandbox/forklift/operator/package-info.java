/** MTV's operator: turns a changed ForkliftController into the settings that the controllers run with. */
package mtv.sandbox.forklift.operator;
