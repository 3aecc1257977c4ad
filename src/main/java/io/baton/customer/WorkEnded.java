package io.baton.customer;

/** Told of customers on whom nobody works any more though no step of their stage said so, since they went into another. */
public interface WorkEnded {

    /** @param number of the customer whose lifecycle ended, which leads to another now */
    void ended(String number);
}
