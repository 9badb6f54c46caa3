using System.Text.Json;

namespace SipTrace.Output;

/// <summary>A JSON document of rows, or (NDJSON) a line per row, written as it is made: however many rows, few of them are in memory.</summary>
internal sealed class JsonOutput : IDisposable
{
    private const int FlushAt = 1 << 16, RowsAtOnce = 64, PieceCapacity = 1 << 16, PiecesAhead = 16;

    private readonly Stream stream;
    private readonly JsonRows rows;
    private readonly bool isLines;

    /// <summary>Opens the document: <c>{"schema_version":1,"siptrace":...</c>; NDJSON has no head.</summary>
    public JsonOutput(Stream stream, bool isLines)
    {
        this.stream = stream;
        this.isLines = isLines;
        rows = new JsonRows(isLines, 2 * FlushAt);
        if (!isLines) rows.Raw($"{{\"schema_version\":1,\"siptrace\":\"{Program.Version}\"");
    }

    /// <summary>Opens a named list of the document.</summary>
    public void BeginList(string name)
    {
        rows.IsFirst = true;
        if (!isLines) rows.Raw($",\"{name}\":[");
    }

    /// <summary>Closes the list.</summary>
    public void EndList()
    {
        if (!isLines) rows.Raw(rows.IsFirst ? "]" : "\n]");
    }

    /// <summary>One row: an object with whatever properties are written; NDJSON's begins with its type.</summary>
    public void Row<T>(string type, T row, Action<Utf8JsonWriter, T> properties)
    {
        rows.Row(type, row, properties);
        if (rows.Written.Length >= FlushAt) Flush();
    }

    /// <summary>All rows of the open list, none of which needs anything of the others: many are written at a time.</summary>
    public void Rows<T>(string type, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> properties)
    {
        if (items.Count > 2 * RowsAtOnce) WriteAtOnce(type, items, properties);
        else
        {
            foreach (var item in items) Row(type, item, properties);
        }
    }

    /// <summary>A whole named list of the document: a row each, with its columns as properties.</summary>
    /// <param name="name">The name of the list.</param>
    /// <param name="type">The type of its rows in NDJSON.</param>
    /// <param name="items">The rows.</param>
    /// <param name="columns">Their columns.</param>
    /// <param name="areAlone">Whether a row needs nothing of the others, so that many can be written at a time.</param>
    public void List<T>(string name, string type, IReadOnlyList<T> items, IEnumerable<Column<T>> columns, bool areAlone = false)
    {
        var shown = columns.Where(column => column.IsInJson).ToArray();
        Action<Utf8JsonWriter, T> properties = WriteColumns;
        BeginList(name);
        if (areAlone) Rows(type, items, properties);
        else
        {
            foreach (var item in items) Row(type, item, properties);
        }
        EndList();

        void WriteColumns(Utf8JsonWriter writer, T item)
        {
            foreach (var column in shown) column.WriteTo(writer, item);
        }
    }

    /// <summary>One named object of the document; in NDJSON a line with its name as the type.</summary>
    public void Single<T>(string name, T value, Action<Utf8JsonWriter, T> properties)
    {
        if (!isLines) rows.Raw($",\"{name}\":");
        rows.IsFirst = true;
        rows.Value(name, value, properties);
    }

    /// <summary>Closes the document and passes on what is left of it.</summary>
    public void Dispose()
    {
        if (!isLines) rows.Raw("}\n");
        Flush();
        rows.Dispose();
    }

    /// <summary>Passes on what was written so far.</summary>
    public void Flush()
    {
        stream.Write(rows.Written);
        rows.Clear();
    }

    private void WriteAtOnce<T>(string type, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> properties)
    {
        var spare = new Stack<JsonRows>();
        var pieces = new OrderedWork<JsonRows>((items.Count + RowsAtOnce - 1) / RowsAtOnce, index =>
        {
            var piece = Spare();
            piece.IsFirst = index == 0;
            for (var i = index * RowsAtOnce; i < Math.Min(items.Count, (index + 1) * RowsAtOnce); i++) piece.Row(type, items[i], properties);
            return piece;
        }, PiecesAhead);
        Flush();
        rows.IsFirst = false;
        foreach (var piece in pieces.Results())
        {
            stream.Write(piece.Written);
            piece.Clear();
            lock (spare) spare.Push(piece);
        }

        JsonRows Spare()
        {
            lock (spare) return spare.TryPop(out var piece) ? piece : new JsonRows(isLines, PieceCapacity);
        }
    }
}
