package io.baton.deployment;

import io.baton.models.ModelFile;
import io.baton.models.ModelRules;
import io.baton.models.Models;
import io.baton.models.Problem;
import io.baton.models.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks what is deployed before the engine takes it in, whichever door it came through, and refuses it with every
 * problem at once.
 *
 * <p>A deployment is refused for what is wrong with its own files, and for what would be wrong with others because of
 * them. What was wrong before is not held against it, and what is stored already is never checked again, so that a new
 * rule makes no running diagram unloadable. What comes with the release was checked when it was built.
 */
@Component
class DeploymentGuard implements Deployer {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentGuard.class);

    /** Tables that give rights: whoever could change one could give themselves any. */
    private static final Set<String> ADMINISTRATORS_TABLES = Set.of("authority");

    private static final int MOST_FILES = 100;
    private static final int LONGEST_NAME = 200;

    private final DeployedModels deployedModels;
    private final KnownToBaton known;
    private final Release release;

    DeploymentGuard(DeployedModels deployedModels, KnownToBaton known, Release release) {
        this.deployedModels = deployedModels;
        this.known = known;
        this.release = release;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || isTheRelease(deployment)) {
            return;
        }
        List<Problem> problems = new ArrayList<>(outside(deployment));
        if (!problems.isEmpty()) {
            throw new RefusedDeployment(problems, List.of());
        }
        Collection<ModelFile> files = deployment.getResources().values().stream()
                .map(resource -> new ModelFile(resource.getName(), resource.getBytes()))
                .toList();
        check(files);
    }

    private void check(Collection<ModelFile> files) {
        Set<String> names = files.stream().map(ModelFile::name).collect(Collectors.toSet());
        ModelRules rules = new ModelRules(known.now());
        Models inUse = deployedModels.models();
        Models own = Models.read(files);
        Problems after = rules.check(own.over(inUse));
        Set<Problem> before = after.refused().stream().allMatch(problem -> names.contains(problem.file()))
                ? Set.of()
                : Set.copyOf(rules.check(inUse).refused());

        List<Problem> refused = Stream.concat(
                        administratorsOnly(own),
                        after.refused().stream()
                                .filter(problem -> names.contains(problem.file()) || !before.contains(problem)))
                .toList();
        List<Problem> warnings = after.warnings().stream()
                .filter(problem -> names.contains(problem.file()))
                .toList();
        if (!refused.isEmpty()) {
            throw new RefusedDeployment(refused, warnings);
        }
        warnings.forEach(problem -> LOG.warn("Accepted, but: {}", problem.sentence()));
    }

    private static Stream<Problem> administratorsOnly(Models own) {
        var person = Context.getCommandContext().getAuthentication();
        if (person == null
                || (person.getGroupIds() != null && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN))) {
            return Stream.empty();
        }
        return own.ids().entrySet().stream()
                .filter(model -> ADMINISTRATORS_TABLES.contains(model.getValue()))
                .map(model ->
                        Problem.of(model.getKey().name(), "says who may do what, so only an administrator deploys it"));
    }

    /**
     * What would no longer work without a deployment or a definition.
     *
     * @param deleted its id
     */
    List<Problem> brokenWithout(String deleted) {
        ModelRules rules = new ModelRules(known.now());
        Set<Problem> before = Set.copyOf(rules.check(deployedModels.models()).refused());
        return rules.check(deployedModels.modelsWithout(deleted)).refused().stream()
                .filter(problem -> !before.contains(problem))
                .toList();
    }

    /** Nobody is signed in while the application starts, and nobody but the application has these very bytes then. */
    private boolean isTheRelease(DeploymentEntity deployment) {
        return Context.getCommandContext().getAuthenticatedUserId() == null
                && deployment.getResources().values().stream()
                        .map(ResourceEntity::getBytes)
                        .allMatch(release::has);
    }

    /** What is wrong before any file is opened. */
    private static List<Problem> outside(DeploymentEntity deployment) {
        List<Problem> problems = new ArrayList<>();
        if (deployment.getTenantId() != null) {
            problems.add(Problem.of(
                    "the deployment",
                    "is for the tenant '" + deployment.getTenantId() + "'; Baton has none, leave the tenant empty"));
        }
        if (deployment.getResources().size() > MOST_FILES) {
            problems.add(Problem.of("the deployment", "has more than " + MOST_FILES + " files"));
        }
        for (String name : deployment.getResources().keySet()) {
            boolean sound = name.length() <= LONGEST_NAME
                    && name.chars().noneMatch(Character::isISOControl)
                    && name.chars().noneMatch(letter -> letter == '/' || letter == '\\')
                    && Kind.of(name).isPresent();
            if (!sound) {
                problems.add(Problem.of(
                        name.replaceAll("\\p{Cntrl}", "?"),
                        "is no diagram, table or form; a file's name ends with .bpmn, .dmn or .form, has no folder in it and"
                                + " is no longer than " + LONGEST_NAME + " letters"));
            }
        }
        return problems;
    }
}
