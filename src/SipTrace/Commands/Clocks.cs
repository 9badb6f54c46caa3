using System.Globalization;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Correlation;

namespace SipTrace.Commands;

/// <summary>Brings the clocks of several inputs together before they are merged: as --offset says, else by the SIP messages they share.</summary>
internal static class Clocks
{
    /// <summary>Sets the inputs' clock offsets. Reads all of them once where it has to find out.</summary>
    public static void Align(Arguments arguments, CaptureSet captures)
    {
        var isOff = arguments.Offsets.Contains("none");
        var offsets = arguments.Offsets.Where(offset => offset != "none").Select(text => Read(text, captures)).ToArray();
        if (captures.Inputs.Count > 1 && !isOff && captures.CanReadTwice) Estimate(captures);
        foreach (var (input, offset) in offsets) input.ClockOffset = offset;
    }

    private static void Estimate(CaptureSet captures)
    {
        var alignment = new ClockAlignment(captures.Inputs.Count);
        var unread = captures.Inputs.Count;
        var isRead = new bool[captures.Inputs.Count];
        using (var frames = captures.Read())
        {
            while (unread > 0 && frames.MoveNext())
            {
                var frame = frames.Current;
                if (isRead[frame.File] || alignment.Take(frame.File, frame)) continue;
                isRead[frame.File] = true;
                unread--;
            }
        }
        var offsets = alignment.Offsets();
        for (var i = 0; i < offsets.Count; i++)
        {
            if (offsets[i] is { } offset && offset != TimeSpan.Zero) captures.Inputs[i].ClockOffset = offset;
        }
    }

    private static (CaptureInput Input, TimeSpan Offset) Read(string text, CaptureSet captures)
    {
        var at = text.LastIndexOf('=');
        var number = at < 0 ? "" : text[(at + 1)..];
        if (!double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(seconds) > 1e9)
        {
            throw new UserError($"--offset {text}: not of the form NAME=SECONDS", "for example --offset proxy=+0.35, or --offset none");
        }
        var input = captures.Inputs.FirstOrDefault(candidate => candidate.Name == text[..at] || candidate.File == text[..at])
            ?? throw new UserError($"--offset: no input is called '{text[..at]}'", "the inputs: " + string.Join(' ', captures.Inputs.Select(i => i.Name)));
        return (input, TimeSpan.FromSeconds(seconds));
    }
}
