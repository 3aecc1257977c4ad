package io.baton.models;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the application offers to its models.
 *
 * @param groups the groups whose people can work on tasks
 * @param steps the steps that diagrams can call
 * @param helpers the helpers that say when something is due, begins or ends
 * @param variables the variables that steps set and expressions may read
 * @param teams those of the variables that hold groups whose people can take a task
 * @param lists the lists that the forms of tasks can offer
 * @param messages the messages that the application passes on to diagrams
 * @param recordKeys the keys of what the record itself knows of a customer
 * @param poolsInUse the lead pools in which leads stand now
 * @param tables the tables that the application itself reads, and others that came with it, by id
 */
public record Known(
        Set<String> groups,
        Set<String> steps,
        Set<String> helpers,
        Set<String> variables,
        Set<String> teams,
        Set<String> lists,
        Set<String> messages,
        Set<String> recordKeys,
        Set<String> poolsInUse,
        Map<String, Columns> tables) {

    /** The columns of a table: what it is asked with, and what it answers. */
    public record Columns(List<String> inputs, List<String> outputs) {}
}
