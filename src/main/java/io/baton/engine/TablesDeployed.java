package io.baton.engine;

import java.util.Set;

/** Told of decision tables that have been deployed, through whichever door, once nothing takes that back. */
public interface TablesDeployed {

    /** @param tables the decision ids */
    void deployed(Set<String> tables);
}
