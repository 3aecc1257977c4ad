package io.baton.models;

import java.util.Set;

/**
 * What the application offers to its models: the groups of people, the steps that diagrams can call, the variables that
 * expressions may read, and the lists that forms can offer.
 */
public record Known(Set<String> groups, Set<String> steps, Set<String> variables, Set<String> lists) {}
