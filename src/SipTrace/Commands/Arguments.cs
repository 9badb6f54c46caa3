using System.Globalization;
using SipTrace.Correlation.Sip;

namespace SipTrace.Commands;

/// <summary>What the user asked for, as plain values.</summary>
internal sealed record Arguments
{
    /// <summary>Files, folders, - for standard input, each perhaps as NAME=FILE.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary><c>-f</c>: a pcap filter expression.</summary>
    public string? Filter { get; init; }

    /// <summary><c>-C</c>: numbers and Call-IDs; none for all.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary><c>-m</c>: a regular expression that one of a call's messages matches.</summary>
    public string? Match { get; init; }

    /// <summary><c>-i</c>: without regard to case.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary><c>-v</c>: calls that do not match.</summary>
    public bool Invert { get; init; }

    /// <summary><c>-c</c>: only calls begun by INVITE.</summary>
    public bool CallsOnly { get; init; }

    /// <summary><c>--where</c>.</summary>
    public string? Where { get; init; }

    /// <summary><c>--sort</c>: a column, - before it for downwards.</summary>
    public string? Sort { get; init; }

    /// <summary><c>--from</c>: ISO 8601, or seconds after the first packet.</summary>
    public string? From { get; init; }

    /// <summary><c>--to</c>: as <see cref="From"/>.</summary>
    public string? To { get; init; }

    /// <summary><c>--offset</c>: NAME=SECONDS, or none.</summary>
    public IReadOnlyList<string> Offsets { get; init; } = [];

    /// <summary><c>--between</c>: two frame numbers with a comma.</summary>
    public string? Between { get; init; }

    /// <summary><c>--format</c>.</summary>
    public string? Format { get; init; }

    /// <summary><c>-w</c>: the file to write.</summary>
    public string? Write { get; init; }

    /// <summary><c>--no-media</c>: extract takes signalling only.</summary>
    public bool NoMedia { get; init; }

    /// <summary><c>--utc</c>.</summary>
    public bool Utc { get; init; }

    /// <summary><c>--local</c>.</summary>
    public bool Local { get; init; }

    /// <summary><c>--no-color</c>.</summary>
    public bool NoColor { get; init; }

    /// <summary><c>--show-secrets</c>.</summary>
    public bool ShowSecrets { get; init; }

    /// <summary><c>--config</c>.</summary>
    public string? Config { get; init; }

    /// <summary><c>--no-spool</c>.</summary>
    public bool NoSpool { get; init; }

    /// <summary><c>--quiet</c>.</summary>
    public bool Quiet { get; init; }

    /// <summary>What concerns the terminal UI.</summary>
    public ScreenArguments Screen { get; init; } = new();

    /// <summary>What concerns live capture.</summary>
    public LiveArguments Live { get; init; } = new();

    /// <summary>The options of <c>lint</c>.</summary>
    public LintArguments Lint { get; init; } = new();

    /// <summary>The same for these calls and no others.</summary>
    public Arguments For(IEnumerable<Call> calls) => this with
    {
        Calls = [.. calls.Select(call => call.Number.ToString(CultureInfo.InvariantCulture))],
        Where = null,
        Match = null,
        From = null,
        To = null,
        CallsOnly = false,
    };
}
