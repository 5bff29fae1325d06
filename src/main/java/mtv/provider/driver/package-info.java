/** What a driver of a source platform does: it copies, creates and deletes VMs. Each platform has a package below. */
package mtv.provider.driver;
