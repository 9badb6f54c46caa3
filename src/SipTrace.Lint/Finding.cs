using System.Globalization;
using System.Text;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint;

/// <summary>One breach of one rule, with its evidence.</summary>
public sealed record Finding
{
    private ulong? hash;        // there are many findings: a text is made of it when it is asked for

    /// <summary>The rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>How much it matters: as the rule says, or as a configuration does.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is wrong, in one sentence; may hold text from the wire.</summary>
    public required string Message { get; init; }

    /// <summary>Where.</summary>
    public required Place Place { get; init; }

    /// <summary>The call; null for a body alone, a message without Call-ID, and a capture without calls.</summary>
    public Call? Call { get; init; }

    /// <summary>Further packets that prove it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>How many logical messages it stands for.</summary>
    public int Count { get; internal set; } = 1;

    /// <summary>The user agent of who sent it, as its headers say, else its address; empty where neither is known.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The same for the same breach of the same user agent, whatever the call, the time and the frame: for baselines.</summary>
    public string Fingerprint => Hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>1-based line of the message (or body) that is marked; 0 for packets that are no SIP.</summary>
    public int Line => IsOnWire ? 0 : Place.LinesBefore + Before.Count((byte)'\n') + 1;

    /// <summary>1-based column of the first marked character; 0 for packets that are no SIP.</summary>
    public int Column => IsOnWire ? 0 : Encoding.UTF8.GetCharCount(Before[(Before.LastIndexOf((byte)'\n') + 1)..]) + 1;

    /// <summary>The octets of the marked line, without its line end; empty for packets that are no SIP.</summary>
    public ReadOnlySpan<byte> LineText
    {
        get
        {
            var text = Place.Text.Span;
            var start = Before.LastIndexOf((byte)'\n') + 1;
            var length = text[start..].IndexOfAny((byte)'\r', (byte)'\n');
            return length < 0 ? text[start..] : text.Slice(start, length);
        }
    }

    /// <summary>The same finding without its message: what is written of it, and its fingerprint, is kept,
    /// <see cref="Place.Message"/> is gone.</summary>
    public Finding Detached()
    {
        var detached = this with { Place = Place.Detached() };
        _ = detached.Hash;     // made where several threads work, not where one writes
        return detached;
    }

    private ulong Hash => hash ??= Lint.Fingerprint.Of(this);

    private bool IsOnWire => Place is { Text.IsEmpty: true, LinesBefore: 0 };

    private ReadOnlySpan<byte> Before => Place.Text.Span[..Math.Min(Place.Offset, Place.Text.Length)];
}
