using System.Text;

namespace SipTrace.Correlation;

/// <summary>Strings of texts of the wire of which many recur soon and many never (addresses, canonical names): one string for what was asked for
/// lately, in a fixed room.</summary>
internal sealed class RecentTexts
{
    private readonly string?[] texts = new string?[256];

    public string Get(ReadOnlySpan<byte> text)
    {
        ref var recent = ref texts[OctetHash.Of(text) & (texts.Length - 1)];
        return recent is not null && recent.Length == text.Length && Ascii.Equals(text, recent) ? recent : recent = Encoding.UTF8.GetString(text);
    }
}
