using Xunit;
using System.Text;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Capture.Files;

/// <summary>What a test looks at in a frame, kept beyond its life.</summary>
internal sealed record SeenFrame(
    long Time, LinkType LinkType, string Text, int OriginalLength, int Number, int File, int Point, int FcsLength)
{
    public ByteSlice Kept { get; private init; }

    public bool Equals(SeenFrame? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => Time.GetHashCode();

    public override string ToString() => $"{Time} {LinkType} {Text} {OriginalLength} #{Number} file {File} point {Point} fcs {FcsLength}";

    public static List<SeenFrame> All(CaptureSet set)
    {
        using var source = set.Read();
        return All(source);
    }

    public static List<SeenFrame> All(FrameSource source)
    {
        var seen = new List<SeenFrame>();
        while (source.MoveNext())
        {
            var frame = source.Current;
            Assert.Equal(frame.Time, source.CurrentTime);
            seen.Add(new SeenFrame(frame.Time.Nanoseconds, frame.LinkType, Encoding.ASCII.GetString(frame.Bytes), frame.OriginalLength,
                frame.Number, frame.File, frame.Point, frame.FcsLength) { Kept = frame.Keep(frame.Bytes) });
        }
        return seen;
    }

    /// <summary>All frames of one capture, and its input as it is afterwards.</summary>
    public static (List<SeenFrame> Frames, CaptureInput Input) Of(byte[] capture, string name = "a.cap", bool spool = true)
    {
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write(name, capture)], spool);
        return (All(set), set.Inputs[0]);
    }
}
