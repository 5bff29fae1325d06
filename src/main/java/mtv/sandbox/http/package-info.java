/**
 * A small HTTPS server for the services beside the API server: vCenter's APIs and MTV's inventory. It knows requests,
 * routes and JSON; what is answered is the business of its users. Bodies and answers are the API server's too.
 */
package mtv.sandbox.http;
