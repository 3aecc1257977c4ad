package io.baton.customer;

import io.baton.engine.OpenStep;
import io.baton.engine.OpenSteps;
import io.baton.engine.People;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps a customer's next step equal to what is open in its processes, and its owner to whoever works on them. */
@Component
class CustomerSteps implements OpenSteps {

    private final Customers customers;
    private final CustomerRecord record;
    private final People people;
    private final NewHere newHere;

    CustomerSteps(Customers customers, CustomerRecord record, People people, NewHere newHere) {
        this.customers = customers;
        this.record = record;
        this.people = people;
        this.newHere = newHere;
    }

    @Override
    public void opened(String businessKey, OpenStep step) {
        find(businessKey).ifPresent(customer -> customer.stepOpened(NextStep.of(step)));
    }

    @Override
    public void ended(String businessKey, String taskId, @Nullable Completion completion) {
        find(businessKey).ifPresent(customer -> {
            customer.stepEnded(taskId);
            if (completion != null) {
                takenFromTheTeam(customer, completion);
            }
        });
    }

    /** A team has a customer until one of its people does one of its steps; then that person does. */
    private void takenFromTheTeam(Customer customer, Completion completion) {
        Party owner = customer.owner();
        String person = completion.by();
        if (!owner.isPerson() && completion.teams().contains(owner.id()) && people.wears(person, owner.id())) {
            record.assign(customer.number(), Party.person(person), person);
        }
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
        if (!CustomerNumber.isOne(businessKey)) {
            return Optional.empty();
        }
        return newHere.find(businessKey)
                .map(NewHere.One::customer)
                .or(() -> customers.findById(CustomerNumber.idOf(businessKey)));
    }
}
