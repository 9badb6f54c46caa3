using SipTrace.Commands;

namespace SipTrace.Screens;

/// <summary>What people set while they look; the command line and <see cref="SettingsFile"/> say how it begins.</summary>
internal sealed class Settings(Job job)
{
    /// <summary>How times stand in ladders.</summary>
    public TimeStyle Times { get; set; } = TimeStyle.Absolute;

    /// <summary>What gives arrows their colour.</summary>
    public ArrowColor Colors { get; set; } = ArrowColor.Outcome;

    /// <summary>Whether the message stands beside its ladder.</summary>
    public bool HasPreview { get; set; } = true;

    /// <summary>Whether hosts stand under their names of the configuration.</summary>
    public bool HasAliases { get; set; } = true;

    /// <summary>Whether long lines of messages are broken at the margin.</summary>
    public bool IsWrapped { get; set; } = true;

    /// <summary>Whether RTP stands in ladders.</summary>
    public bool HasMedia { get; set; } = true;

    /// <summary>Whether leaving the list of calls asks first.</summary>
    public bool AsksBeforeLeaving { get; set; } = true;

    /// <summary>Whether the background is light; null for what the terminal says.</summary>
    public bool? IsLight { get; set; }

    /// <summary>The columns of the list of calls, from left to right.</summary>
    public List<string> Columns { get; } =
    [
        "number", "method", "from", "to", "state", "final_status", "diagnosis", "findings", "ice", "mos_min", "messages", "source", "destination", "started", "duration_s",
        "setup_ms", "codecs", "streams", "reason",
    ];

    /// <summary>Whether passwords, keys and digests are shown.</summary>
    public bool ShowsSecrets { get; set; } = job.Arguments.ShowSecrets;

    /// <summary>A text from the wire as it may be shown.</summary>
    public string Masked(ReadOnlySpan<byte> wire)
    {
        var text = System.Text.Encoding.UTF8.GetString(wire);
        return ShowsSecrets ? text : Output.Secrets.Mask(text);
    }
}
