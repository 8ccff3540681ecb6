package io.whoset.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds an answer against a schema: what is told must be there where it is required, and nothing may be there that is not told. Immutable. */
final class SchemaCheck {
    private final Map<String, Object> api;

    SchemaCheck(Map<String, Object> api) {
        this.api = api;
    }

    /** What does not fit, empty where all does. */
    List<String> of(@Nullable Object value, @Nullable Object schema) {
        List<String> wrong = new ArrayList<>();
        check("", value, resolved(schema), wrong);
        return wrong;
    }

    /** An object of the description, behind its reference where it is one. */
    Map<String, Object> resolved(@Nullable Object schema) {
        Map<String, Object> one = SmallJson.object(schema);
        Object reference = one.get("$ref");
        if (reference == null) {
            return one;
        }
        Map<String, Object> at = api;
        for (String name : String.valueOf(reference).substring(2).split("/", -1)) {
            at = SmallJson.object(at.get(name));
        }
        return at;
    }

    private void check(String at, @Nullable Object value, Map<String, Object> schema, List<String> wrong) {
        switch (String.valueOf(schema.get("type"))) {
            case "object" -> object(at, value, schema, wrong);
            case "array" -> {
                if (value instanceof List<?> list) {
                    list.forEach(item -> check(at + "[]", item, resolved(schema.get("items")), wrong));
                } else {
                    wrong.add(at + ": no array");
                }
            }
            case "string" -> isOne(at, value instanceof String && allows(schema, value), "text", value, wrong);
            case "integer" ->
                isOne(at, value instanceof Integer || value instanceof Long, "whole number", value, wrong);
            case "number" -> isOne(at, value instanceof Number, "number", value, wrong);
            case "boolean" -> isOne(at, value instanceof Boolean, "boolean", value, wrong);
            default -> wrong.add(at + ": the description tells no type");
        }
    }

    private static boolean allows(Map<String, Object> schema, Object value) {
        Object words = schema.get("enum");
        return words == null || SmallJson.list(words).contains(value);
    }

    private static void isOne(String at, boolean fits, String what, @Nullable Object value, List<String> wrong) {
        if (!fits) {
            wrong.add(at + ": no " + what + " as told: " + value);
        }
    }

    private void object(String at, @Nullable Object value, Map<String, Object> schema, List<String> wrong) {
        if (!(value instanceof Map)) {
            wrong.add(at + ": no object");
            return;
        }
        Map<String, Object> object = SmallJson.object(value);
        Map<String, Object> told = SmallJson.object(schema.get("properties"));
        for (Object name : SmallJson.list(schema.get("required"))) {
            if (!object.containsKey(String.valueOf(name))) {
                wrong.add(at + "." + name + ": required, but not there");
            }
        }
        object.forEach((name, field) -> {
            Object fieldSchema = told.containsKey(name) ? told.get(name) : schema.get("additionalProperties");
            if (fieldSchema instanceof Map) {
                check(at + "." + name, field, resolved(fieldSchema), wrong);
            } else {
                wrong.add(at + "." + name + ": not told");
            }
        });
    }
}
