using System.Text;
using SipTrace.Correlation.Flows;

namespace SipTrace.Tests.Correlation.Flows;

/// <summary>A stream message as it was when handed over.</summary>
internal sealed record SeenMessage(
    StreamKind Kind, string Text, int[] Frames, bool IsCut, bool IsAfterGap, long Connection, long Offset, double Seconds)
{
    public static SeenMessage Of(in StreamMessage message) => new(
        message.Kind, Encoding.Latin1.GetString(message.Bytes), [.. message.Frames.ToArray().Select(frame => frame.Number)],
        message.IsCut, message.IsAfterGap, message.Connection, message.Offset, message.Time.Nanoseconds / 1e9);
}
