/**
 * The parts of OpenStack's APIs that the sandbox has, made of what their documentation says: Keystone's tokens, Nova's
 * servers, Cinder's volumes and Glance's images.
 */
package mtv.sandbox.sources.openstack;
