using System.Buffers;
using System.Text.Json;

namespace SipTrace.Output;

/// <summary>A JSON document of rows, or (NDJSON) a line per row, written as it is made: however many rows, one row is in memory.</summary>
internal sealed class JsonOutput : IDisposable
{
    private const int FlushAt = 1 << 16;

    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter json;
    private readonly bool isLines;
    private bool isFirst;

    /// <summary>Opens the document: <c>{"schema_version":1,"siptrace":...</c>; NDJSON has no head.</summary>
    public JsonOutput(Stream stream, bool isLines)
    {
        this.stream = stream;
        this.isLines = isLines;
        json = new Utf8JsonWriter(buffer, JsonText.Options);
        if (!isLines) Raw($"{{\"schema_version\":1,\"siptrace\":\"{Program.Version}\"");
    }

    /// <summary>Opens a named list of the document.</summary>
    public void BeginList(string name)
    {
        isFirst = true;
        if (!isLines) Raw($",\"{name}\":[");
    }

    /// <summary>Closes the list.</summary>
    public void EndList()
    {
        if (!isLines) Raw(isFirst ? "]" : "\n]");
    }

    /// <summary>One row: an object with whatever properties are written; NDJSON's begins with its type.</summary>
    public void Row<T>(string type, T row, Action<Utf8JsonWriter, T> properties)
    {
        if (!isLines) Raw(isFirst ? "\n" : ",\n");
        isFirst = false;
        json.WriteStartObject();
        if (isLines) json.WriteString("type", type);
        properties(json, row);
        json.WriteEndObject();
        EndValue();
        if (isLines) Raw("\n");
        if (buffer.WrittenCount >= FlushAt) Flush();
    }

    /// <summary>A whole named list of the document: a row each, with its columns as properties.</summary>
    public void List<T>(string name, string type, IEnumerable<T> rows, IEnumerable<Column<T>> columns)
    {
        var shown = columns.Where(column => column.IsInJson).ToArray();
        BeginList(name);
        Action<Utf8JsonWriter, T> properties = WriteColumns;
        foreach (var row in rows) Row(type, row, properties);
        EndList();

        void WriteColumns(Utf8JsonWriter writer, T item)
        {
            foreach (var column in shown) column.WriteTo(writer, item);
        }
    }

    /// <summary>One named object of the document; in NDJSON a line with its name as the type.</summary>
    public void Single<T>(string name, T value, Action<Utf8JsonWriter, T> properties)
    {
        if (!isLines) Raw($",\"{name}\":");
        isFirst = true;
        json.WriteStartObject();
        if (isLines) json.WriteString("type", name);
        properties(json, value);
        json.WriteEndObject();
        EndValue();
        if (isLines) Raw("\n");
    }

    /// <summary>Closes the document and passes on what is left of it.</summary>
    public void Dispose()
    {
        if (!isLines) Raw("}\n");
        Flush();
        json.Dispose();
    }

    private void EndValue()
    {
        json.Flush();
        json.Reset();
    }

    private void Raw(string ascii)
    {
        var space = buffer.GetSpan(ascii.Length);
        for (var i = 0; i < ascii.Length; i++) space[i] = (byte)ascii[i];
        buffer.Advance(ascii.Length);
    }

    /// <summary>Passes on what was written so far.</summary>
    public void Flush()
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
