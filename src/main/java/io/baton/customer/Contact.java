package io.baton.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A person at the customer; one of them is the primary contact. */
@Entity
@NullUnmarked
class Contact {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_seq")
    @SequenceGenerator(name = "contact_seq", allocationSize = 50)
    private Long id;

    private long customerId;

    @Column(name = "is_primary")
    private boolean primary;

    private String name;
    private String email;
    private String phone;
    private String nameKey;
    private String emailKey;
    private String emailDomain;
    private String phoneKey;

    protected Contact() {}

    /** The person who wrote when the customer was new. */
    static Contact primaryOf(long customerId, NewCustomer from) {
        Contact contact = furtherOf(customerId, from);
        contact.primary = true;
        return contact;
    }

    /** Another person, or the same one with another address or number. */
    static Contact furtherOf(long customerId, NewCustomer from) {
        Contact contact = new Contact();
        contact.customerId = customerId;
        contact.name = from.contactName();
        contact.email = from.email();
        contact.phone = from.phone();
        contact.nameKey = ComparisonKeys.ofPerson(from.contactName());
        contact.emailKey = ComparisonKeys.ofEmail(from.email());
        contact.emailDomain = ComparisonKeys.ofDomain(from.email());
        contact.phoneKey = from.phoneKey();
        return contact;
    }

    /** Whether this one says everything that the lead says of its person: nothing would be new. */
    boolean covers(NewCustomer lead) {
        return nameKey.equals(ComparisonKeys.ofPerson(lead.contactName()))
                && (lead.email() == null || ComparisonKeys.ofEmail(lead.email()).equals(emailKey))
                && (lead.phone() == null
                        || lead.phoneKey() == null
                        || lead.phoneKey().equals(phoneKey));
    }

    /**
     * What is null stays as it is.
     *
     * @param phoneKeyOf the phone number as it is compared, E.164; null where it cannot be dialled
     */
    void correct(@Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String phoneKeyOf) {
        this.name = name == null ? this.name : name;
        this.email = email == null ? this.email : email;
        this.phone = phone == null ? this.phone : phone;
        nameKey = ComparisonKeys.ofPerson(this.name);
        emailKey = ComparisonKeys.ofEmail(this.email);
        emailDomain = ComparisonKeys.ofDomain(this.email);
        phoneKey = phone == null ? phoneKey : phoneKeyOf;
    }

    /**
     * What it is compared by, after name, address or number were put back on the record itself.
     *
     * @param phoneKeyOf the phone number in E.164; null where there is none, or it cannot be dialled
     */
    void comparedAsBefore(@Nullable String phoneKeyOf) {
        correct(null, null, null, null);
        phoneKey = phoneKeyOf;
    }

    String name() {
        return name;
    }

    @Nullable
    String email() {
        return email;
    }

    @Nullable
    String phone() {
        return phone;
    }
}
