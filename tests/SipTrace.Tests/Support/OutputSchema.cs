using System.Text.Json;

namespace SipTrace.Tests.Support;

/// <summary>As much of JSON Schema as ours uses; and a key that it does not list is an error, too.</summary>
internal sealed class OutputSchema(JsonElement root)
{
    /// <summary>What is wrong with a value: the path, and why.</summary>
    public IEnumerable<string> ErrorsOf(JsonElement value, JsonElement? schema = null, string at = "$")
    {
        var rule = Follow(schema ?? root);
        if (rule.TryGetProperty("anyOf", out var choices))
        {
            var each = choices.EnumerateArray().Select(choice => ErrorsOf(value, choice, at).ToArray()).ToArray();
            return each.MinBy(errors => errors.Length) is { Length: > 0 } nearest ? nearest : [];
        }
        if (rule.TryGetProperty("const", out var only)) return JsonElement.DeepEquals(only, value) ? [] : [$"{at}: is not {only}"];
        if (rule.TryGetProperty("type", out var type) && !Names(type).Any(name => IsA(value, name)))
            return [$"{at}: {value.ValueKind} is no {type}"];
        if (rule.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(known => JsonElement.DeepEquals(known, value)))
            return [$"{at}: {value} is none of {values}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => ErrorsInObject(value, rule, at),
            JsonValueKind.Array when rule.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, i) => ErrorsOf(item, items, $"{at}[{i}]")),
            _ => [],
        };
    }

    /// <summary>A part of the schema, by its name under <c>$defs</c>.</summary>
    public JsonElement Part(string name) => root.GetProperty("$defs").GetProperty(name);

    private IEnumerable<string> ErrorsInObject(JsonElement value, JsonElement rule, string at)
    {
        if (rule.TryGetProperty("required", out var required))
        {
            foreach (var name in Names(required).Where(name => !value.TryGetProperty(name, out _))) yield return $"{at}: has no {name}";
        }
        foreach (var property in value.EnumerateObject())
        {
            if (rule.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out var known))
            {
                foreach (var error in ErrorsOf(property.Value, known, $"{at}.{property.Name}")) yield return error;
            }
            else if (!rule.TryGetProperty("additionalProperties", out _)) yield return $"{at}: {property.Name} is not in the schema";
        }
    }

    private JsonElement Follow(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? Part(reference.GetString()!["#/$defs/".Length..]) : schema;

    private static IEnumerable<string> Names(JsonElement one) =>
        one.ValueKind == JsonValueKind.Array ? one.EnumerateArray().Select(name => name.GetString()!) : [one.GetString()!];

    private static bool IsA(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetInt64(out _)),
        JsonValueKind.Null => type == "null",
        _ => type == "boolean",
    };
}
