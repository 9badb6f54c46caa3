using SipTrace.Wire.Bytes;

namespace SipTrace.Ladders;

/// <summary>What a ladder shows, whatever it is drawn with.</summary>
/// <param name="Title">What it is the ladder of; visible text.</param>
/// <param name="Hosts">The columns, from left to right.</param>
/// <param name="Events">The lines, from top to bottom.</param>
internal sealed record Ladder(string Title, IReadOnlyList<LadderHost> Hosts, IReadOnlyList<LadderEvent> Events)
{
    /// <summary>The time of the first event that has one.</summary>
    public Timestamp? Start => Events.FirstOrDefault(e => e.Time is not null)?.Time;

    /// <summary>Seconds since the first event: <c>0.507</c>; empty where the time is unknown.</summary>
    public string Offset(LadderEvent e) => e.Time is { } time && Start is { } start
        ? (time - start).TotalSeconds.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)
        : "";
}
