using System.Buffers;
using System.Text.Json;

namespace SipTrace.Output;

/// <summary>Rows of JSON, in memory: members of a list, or (NDJSON) a line each.</summary>
internal sealed class JsonRows : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer;
    private readonly Utf8JsonWriter json;
    private readonly bool isLines;

    /// <summary>No rows yet.</summary>
    /// <param name="isLines">Whether it is NDJSON.</param>
    /// <param name="capacity">Octets that there is room for at first.</param>
    public JsonRows(bool isLines, int capacity)
    {
        this.isLines = isLines;
        buffer = new ArrayBufferWriter<byte>(capacity);
        json = new Utf8JsonWriter(buffer, JsonText.Options);
    }

    /// <summary>Whether the next row is the first of its list.</summary>
    public bool IsFirst { get; set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    /// <summary>A row: an object with whatever properties are written; NDJSON's begins with its type.</summary>
    public void Row<T>(string type, T row, Action<Utf8JsonWriter, T> properties)
    {
        if (!isLines) Raw(IsFirst ? "\n" : ",\n");
        IsFirst = false;
        Value(type, row, properties);
    }

    /// <summary>An object without anything before it.</summary>
    public void Value<T>(string type, T value, Action<Utf8JsonWriter, T> properties)
    {
        json.WriteStartObject();
        if (isLines) json.WriteString("type", type);
        properties(json, value);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        if (isLines) Raw("\n");
    }

    /// <summary>Some ASCII as it is.</summary>
    public void Raw(string ascii)
    {
        var space = buffer.GetSpan(ascii.Length);
        for (var i = 0; i < ascii.Length; i++) space[i] = (byte)ascii[i];
        buffer.Advance(ascii.Length);
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => buffer.ResetWrittenCount();

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();
}
