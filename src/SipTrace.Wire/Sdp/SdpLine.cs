using System.Runtime.CompilerServices;
using System.Text;
using SipTrace.Wire.Sip;

namespace SipTrace.Wire.Sdp;

/// <summary>One line of a session description and where it stands; also a line that is none (RFC 8866 §5).</summary>
public readonly struct SdpLine
{
    private readonly SdpDocument? document;
    private readonly int valueStart, nameLength;
    private readonly byte lineEnd;

    internal SdpLine(SdpDocument document, int start, int end, int next, int number)
    {
        this.document = document;
        Start = start;
        Length = end - start;
        Number = number;
        lineEnd = (byte)(next - end);
        var line = Bytes;
        var letter = 0;
        while (letter < line.Length && SipOctets.IsBlank(line[letter])) letter++;
        var equals = letter + 1;
        while (equals < line.Length && SipOctets.IsBlank(line[equals])) equals++;
        if (equals < line.Length && line[equals] == '=' && char.IsAsciiLetter((char)line[letter]))
        {
            Type = (char)(line[letter] | 0x20);
            valueStart = equals + 1;
            IsWellFormed = equals == 1 && line[0] == Type && "vosiuepcbtrzkam"u8.Contains(line[0])
                && (Type is 's' or 'i' || line.Length == 2 || !SipOctets.IsBlank(line[2]));
        }
        if (Type != 'a') return;
        var value = SipOctets.Trim(line[valueStart..]);
        var colon = value.IndexOf((byte)':');
        nameLength = colon < 0 ? value.Length : SipOctets.TrimEnd(value[..colon]).Length;
        valueStart = line.Length - SipOctets.TrimStart(line[valueStart..]).Length;
    }

    /// <summary>The letter before the equals sign, in lower case whatever its case and the blanks round it; NUL for a line that has no
    /// such form.</summary>
    public char Type { get; }

    /// <summary>Whether the line is a lower-case type letter, an equals sign and a value, without blanks between them.</summary>
    public bool IsWellFormed { get; }

    /// <summary>Offset of the line in the description.</summary>
    public int Start { get; }

    /// <summary>Octets of the line without its line end.</summary>
    public int Length { get; }

    /// <summary>1-based number in the description.</summary>
    public int Number { get; }

    /// <summary>Whether CRLF ends the line, as it should.</summary>
    public bool HasCrLf => lineEnd == 2;

    /// <summary>Whether any line end ends the line; false for a last line that just stops.</summary>
    public bool HasLineEnd => lineEnd > 0;

    /// <summary>The line as written.</summary>
    public ReadOnlySpan<byte> Bytes => document is null ? default : document.Octets(Start, Length);

    /// <summary>What follows the equals sign, without outer blanks; the whole line where <see cref="Type"/> is NUL.</summary>
    public ReadOnlySpan<byte> Value => SipOctets.Trim(Bytes[valueStart..]);

    /// <summary>The <see cref="Value"/> as text: UTF-8, other octets as U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Value);

    /// <summary>For a= lines: what precedes the first colon. Names are case-sensitive.</summary>
    public ReadOnlySpan<byte> AttributeName => Bytes.Slice(valueStart, nameLength);

    /// <summary>For a= lines: what follows the first colon, as text without outer blanks; empty for a property.</summary>
    public string AttributeText => Encoding.UTF8.GetString(AttributeValue);

    /// <summary>For a= lines: what follows the first colon, without outer blanks; empty for a property.</summary>
    public ReadOnlySpan<byte> AttributeValue
    {
        get
        {
            if (Type != 'a') return default;
            var value = Value;
            var colon = value.IndexOf((byte)':');
            return colon < 0 ? default : SipOctets.TrimStart(value[(colon + 1)..]);
        }
    }

    /// <summary>Whether this is an a= line of that name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAttribute(string name) => nameLength == name.Length && Type == 'a' && Ascii.Equals(AttributeName, name);

    /// <summary>Whether this is an a= line that says a direction.</summary>
    public bool TryGetDirection(out MediaDirection direction)
    {
        direction = MediaDirection.SendRecv;
        // All four names have that length.
        return Type == 'a' && nameLength == 8 && MediaDirections.TryParse(Value, out direction);
    }

    /// <summary>The words of the value, one after the other; for a= lines those after the colon.</summary>
    internal SdpWords ReadWords() => new(Type == 'a' ? AttributeValue : Value);

    /// <summary>All words of the value; for a= lines those after the colon.</summary>
    internal string[] Words()
    {
        var reader = ReadWords();
        if (reader.CountAll() is not (> 0 and var count)) return [];
        var words = new string[count];
        for (var i = 0; i < count; i++) words[i] = reader.NextText();
        return words;
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Bytes);
}
