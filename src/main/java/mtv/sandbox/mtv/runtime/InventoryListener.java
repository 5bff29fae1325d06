package mtv.sandbox.mtv.runtime;

import mtv.model.Provider;

/** Told by the Provider controller how far the inventory of each Provider is. */
public interface InventoryListener {

    /** A collector has started; what an earlier one knew is void. */
    void loading(Provider provider);

    /** Everything has been read; said again at every test of the Provider. */
    void complete(Provider provider);

    void gone(String providerUid);
}
