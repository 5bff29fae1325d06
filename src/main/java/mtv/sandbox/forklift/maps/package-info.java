/** MTV's controllers of NetworkMaps and StorageMaps, which validate their sources and destinations. */
package mtv.sandbox.forklift.maps;
