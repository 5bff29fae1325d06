/** What a cluster does by itself: garbage collection, namespaces, service accounts, custom kinds. */
package mtv.sandbox.apiserver.controllers;
