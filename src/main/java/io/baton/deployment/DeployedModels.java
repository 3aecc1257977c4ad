package io.baton.deployment;

import io.baton.models.ModelFile;
import io.baton.models.Models;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the models that are in use: of each diagram, table and form the latest version, with its content.
 *
 * <p>Straight from the engine's tables, since the engine has no query for forms, and would ask its permissions, which are
 * about people.
 */
@Component
class DeployedModels {

    private static final String LATEST = """
            select distinct on (model.kind, model.key_)
                   model.kind, model.key_, model.version_, model.resource_name_, deployment.deploy_time_, content.bytes_
            from (select 'DIAGRAM' as kind, id_, key_, version_, deployment_id_, resource_name_, tenant_id_
                  from act_re_procdef
                  union all
                  select 'TABLE', id_, key_, version_, deployment_id_, resource_name_, tenant_id_
                  from act_re_decision_def
                  union all
                  select 'FORM', id_, key_, version_, deployment_id_, resource_name_, tenant_id_
                  from act_re_camformdef) model
            join act_re_deployment deployment on deployment.id_ = model.deployment_id_
            join act_ge_bytearray content
              on content.deployment_id_ = model.deployment_id_ and content.name_ = model.resource_name_
            where model.tenant_id_ is null and model.id_ <> :without and model.deployment_id_ <> :without
            order by model.kind, model.key_, model.version_ desc
            """;

    private final JdbcClient jdbc;

    DeployedModels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest versions by what the engine knows them by. */
    Map<ModelKey, DeployedModel> latest() {
        return latestWithout("nothing");
    }

    private Map<ModelKey, DeployedModel> latestWithout(String deleted) {
        Map<ModelKey, DeployedModel> latest = new LinkedHashMap<>();
        jdbc.sql(LATEST)
                .param("without", deleted)
                .query((row, index) -> new DeployedModel(
                        new ModelKey(Kind.valueOf(row.getString("kind")), row.getString("key_")),
                        new ModelFile(row.getString("resource_name_"), row.getBytes("bytes_")),
                        row.getInt("version_"),
                        // The engine stores times without a zone; the machine runs in UTC.
                        row.getObject("deploy_time_", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .list()
                .forEach(model -> latest.put(model.key(), model));
        return latest;
    }

    /** The latest versions, read. */
    Models models() {
        return read(latest());
    }

    /** What would be in use without a deployment or a definition, given by its id. */
    Models modelsWithout(String deleted) {
        return read(latestWithout(deleted));
    }

    private static Models read(Map<ModelKey, DeployedModel> latest) {
        return Models.read(latest.values().stream().map(DeployedModel::file).toList());
    }
}
