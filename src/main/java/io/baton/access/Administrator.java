package io.baton.access;

import java.security.SecureRandom;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The first administrator of a new installation. There is no default password: it comes from the environment, or a
 * random one is printed once.
 */
@Component
class Administrator {

    static final String ID = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(Administrator.class);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    private final IdentityService identity;
    private final Accounts accounts;
    private final @Nullable String passwordFromEnvironment;

    Administrator(
            IdentityService identity,
            Accounts accounts,
            @Value("${baton.admin-password:#{null}}") @Nullable String passwordFromEnvironment) {
        this.identity = identity;
        this.accounts = accounts;
        this.passwordFromEnvironment = passwordFromEnvironment;
    }

    /** Creates the administrator if there is none yet. */
    void create() {
        if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0) {
            return;
        }
        boolean given = passwordFromEnvironment != null && !passwordFromEnvironment.isBlank();
        String password = given ? passwordFromEnvironment : random();
        accounts.create(ID, "Administrator", "", password, List.of(Groups.CAMUNDA_ADMIN));
        if (given) {
            LOG.info("Created the administrator '{}' with the password from BATON_ADMIN_PASSWORD", ID);
        } else {
            LOG.warn(
                    "Created the administrator '{}' with the password '{}'. It is printed only this once: sign in at"
                            + " /camunda/app/admin/ and change it.",
                    ID,
                    password);
        }
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
