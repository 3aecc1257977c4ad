package io.baton.customer;

import io.baton.engine.OpenStep;
import io.baton.engine.OpenSteps;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps a customer's next step equal to what is open in its processes. */
@Component
class CustomerSteps implements OpenSteps {

    private final Customers customers;

    CustomerSteps(Customers customers) {
        this.customers = customers;
    }

    @Override
    public void opened(String businessKey, OpenStep step) {
        find(businessKey).ifPresent(customer -> customer.stepOpened(NextStep.of(step)));
    }

    @Override
    public void ended(String businessKey, String taskId) {
        find(businessKey).ifPresent(customer -> customer.stepEnded(taskId));
    }

    @Override
    public boolean missesNextStep(String businessKey) {
        return find(businessKey).map(Customer::missesNextStep).orElse(false);
    }

    @Override
    public void recount(String businessKey, List<OpenStep> open) {
        find(businessKey).ifPresent(customer -> open.stream().map(NextStep::of).forEach(customer::stepOpened));
    }

    private Optional<Customer> find(String businessKey) {
        return CustomerNumber.isOne(businessKey)
                ? customers.findById(CustomerNumber.idOf(businessKey))
                : Optional.empty();
    }
}
