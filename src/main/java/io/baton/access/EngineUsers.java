package io.baton.access;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Knows people and systems by the engine's own users, the same who sign in to the Tasklist. */
class EngineUsers implements AuthenticationProvider {

    private final ProcessEngine engine;

    EngineUsers(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String user = given.getName();
        String password = String.valueOf(given.getCredentials());
        if (user.isBlank() || !engine.getIdentityService().checkPassword(user, password)) {
            throw new BadCredentialsException("Wrong user or password");
        }
        return signedIn(engine, user);
    }

    /** A signed-in user with its groups as authorities. */
    static Authentication signedIn(ProcessEngine engine, String user) {
        List<SimpleGrantedAuthority> groups =
                engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                        .map(Group::getId)
                        .map(SimpleGrantedAuthority::new)
                        .toList();
        return UsernamePasswordAuthenticationToken.authenticated(user, null, groups);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
