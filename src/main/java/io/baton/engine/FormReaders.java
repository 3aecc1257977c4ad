package io.baton.engine;

/** Says who sees whom a form is about; answered by the record. */
public interface FormReaders {

    /**
     * Whether the acting person, who neither has the task nor may take it, sees what its form shows of the customer.
     *
     * @param businessKey the customer's number, or what the process carries instead of one
     */
    boolean see(String businessKey);
}
