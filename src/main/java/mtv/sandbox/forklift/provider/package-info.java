/** The Provider controller: is the address right, the login good, the other side reachable, its inventory read? */
package mtv.sandbox.forklift.provider;
