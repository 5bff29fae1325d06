/** The protocol of an oVirt, as far as somebody asks the engine for its events. Its machines are a platform's. */
package mtv.sandbox.ovirt;
