using System.Runtime.InteropServices;
using SipTrace.Output;

namespace SipTrace.Terminal;

/// <summary>One place of a screen: eight octets, so that rows compare as octets.</summary>
/// <param name="Glyph">What stands there; see <see cref="Glyphs"/>.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Emphasis">How it stands out.</param>
/// <param name="Columns">2 for the left half of a wide character, 0 for its right half, else 1.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = 8)]
internal readonly record struct ScreenCell(int Glyph, Ink Ink, Emphasis Emphasis, ushort Columns)
{
    /// <summary>An empty cell.</summary>
    public static readonly ScreenCell Blank = new(Glyphs.Blank, Ink.Plain, Emphasis.None, 1);
}
