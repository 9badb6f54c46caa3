using System.Text;
using System.Text.Json;

namespace SipTrace.Output;

/// <summary>A named column of a table: how a row's value is had, and how it stands in each format.</summary>
/// <param name="Name">The name users type for <c>--sort</c> and find in JSON and CSV.</param>
/// <param name="Value">The value: what tables and CSV show, and what is sorted by.</param>
internal sealed record Column<T>(string Name, Func<T, Cell> Value)
{
    private readonly JsonEncodedText encodedName = JsonEncodedText.Encode(Encoding.UTF8.GetBytes(Name));

    /// <summary>The heading in the table for people; null where the column does not stand in it.</summary>
    public string? Heading { get; init; }

    /// <summary>What the table for people shows instead of the value.</summary>
    public Func<T, Clock, string>? Text { get; init; }

    /// <summary>The colour of the value.</summary>
    public Func<T, Ink>? Ink { get; init; }

    /// <summary>The narrowest that the column may be cut to where a terminal is too small; 0: it is never cut.</summary>
    public int Narrowest { get; init; }

    /// <summary>Whether the table for people leaves the column out where no row has anything in it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The JSON value, where it is a list or an object.</summary>
    public Action<Utf8JsonWriter, T>? Json { get; init; }

    /// <summary>Whether the column stands in JSON.</summary>
    public bool IsInJson { get; init; } = true;

    /// <summary>Whether the column stands in CSV.</summary>
    public bool IsInCsv { get; init; } = true;

    /// <summary>Writes the property.</summary>
    public void WriteTo(Utf8JsonWriter json, T row)
    {
        json.WritePropertyName(encodedName);
        if (Json is null) Value(row).WriteTo(json);
        else Json(json, row);
    }
}
