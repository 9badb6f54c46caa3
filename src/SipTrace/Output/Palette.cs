namespace SipTrace.Output;

/// <summary>Puts colour round text where colour is wanted, and nothing where it is not (pipes, NO_COLOR, TERM=dumb, --no-color).</summary>
/// <param name="IsOn">Whether colour may be written.</param>
internal readonly record struct Palette(bool IsOn)
{
    private static readonly (Ink Ink, string Code)[] Codes =
        [(Ink.Strong, "1"), (Ink.Faint, "2"), (Ink.Good, "32"), (Ink.Warn, "33"), (Ink.Bad, "31"), (Ink.Request, "36")];

    /// <summary>The text in a colour.</summary>
    public string Paint(Ink ink, string clean) => IsOn && ink != Ink.Plain && clean.Length > 0 ? $"\e[{CodeOf(ink)}m{clean}\e[0m" : clean;

    /// <summary>The colour that a code stands for; plain for any other.</summary>
    public static Ink InkOf(string code) => Array.Find(Codes, pair => pair.Code == code).Ink;

    private static string CodeOf(Ink ink) => Array.Find(Codes, pair => pair.Ink == ink).Code ?? "36";
}
