/** The parts of a vCenter's APIs that the sandbox has: VI JSON of 8.0 U1 and newer, and the Automation API. */
package mtv.sandbox.sources.vsphere;
