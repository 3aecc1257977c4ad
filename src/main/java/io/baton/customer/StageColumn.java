package io.baton.customer;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a stage under its stable id, the one that REST and the map use. */
@Converter(autoApply = true)
class StageColumn implements AttributeConverter<Stage, String> {

    @Override
    public String convertToDatabaseColumn(Stage stage) {
        return stage.id();
    }

    @Override
    public Stage convertToEntityAttribute(String id) {
        return Stage.of(id);
    }
}
