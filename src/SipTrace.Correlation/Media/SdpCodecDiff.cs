using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Media;

/// <summary>Compares the codecs of two m= lines by name, clock and channels; what no number explains is compared as written.</summary>
internal static class SdpCodecDiff
{
    public static void Compare(SdpMedia before, SdpMedia after, List<SdpChange> changes)
    {
        var (old, now) = (FormatsOf(before), FormatsOf(after));
        var left = now.ToList();
        var stayed = new List<Format>();
        foreach (var format in old)
        {
            // The same number first: one codec may stand twice with other parameters.
            var at = left.FindIndex(other => other.Key == format.Key && other.Number == format.Number);
            if (at < 0) at = left.FindIndex(other => other.Key == format.Key);
            if (at < 0)
            {
                Add(SdpSubject.Codec, format.Text, null);
                continue;
            }
            if (left[at].Number != format.Number || left[at].Parameters != format.Parameters) Add(SdpSubject.Codec, format.Text, left[at].Text);
            stayed.Add(left[at]);
            left.RemoveAt(at);
        }
        foreach (var format in left) Add(SdpSubject.Codec, null, format.Text);
        var order = now.Where(stayed.Contains).ToList();
        if (!order.SequenceEqual(stayed)) Add(SdpSubject.CodecOrder, Names(stayed), Names(order));

        void Add(SdpSubject what, string? from, string? to) => changes.Add(new SdpChange(before.Index, after.Mid, what, from, to));
    }

    private static string Names(List<Format> formats) => string.Join(' ', formats.Select(format => format.Name));

    private static List<Format> FormatsOf(SdpMedia media)
    {
        var formats = new List<Format>();
        foreach (var number in media.Formats)
        {
            var codec = media.Codecs.FirstOrDefault(c => c.PayloadType.ToString(System.Globalization.CultureInfo.InvariantCulture) == number);
            var parameters = media.FormatParameters(number);
            var name = codec?.ToString() ?? number;
            var text = (codec is null ? number : $"{name} as {number}") + (parameters.Length > 0 ? $" ({parameters})" : "");
            var key = codec is null ? number : $"{codec.EncodingName}/{codec.ClockRateHz}/{codec.Channels}";
            formats.Add(new Format(key, number, parameters, name, text));
        }
        return formats;
    }

    private sealed record Format(string Key, string Number, string Parameters, string Name, string Text);
}
