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

    protected Contact() {}

    static Contact primaryOf(long customerId, String name, @Nullable String email, @Nullable String phone) {
        Contact contact = new Contact();
        contact.customerId = customerId;
        contact.primary = true;
        contact.name = name;
        contact.email = email;
        contact.phone = phone;
        return contact;
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
