/** The part of an oVirt engine's REST API that the sandbox has, made of what the API's documentation says of it. */
package mtv.sandbox.sources.ovirt;
