namespace SipTrace.Output;

/// <summary>Puts colour round text where colour is wanted, and nothing where it is not (pipes, NO_COLOR, TERM=dumb, --no-color).</summary>
/// <param name="IsOn">Whether colour may be written.</param>
internal readonly record struct Palette(bool IsOn)
{
    /// <summary>The text in a colour.</summary>
    public string Paint(Ink ink, string clean) => IsOn && ink != Ink.Plain && clean.Length > 0 ? $"\e[{Code(ink)}m{clean}\e[0m" : clean;

    private static string Code(Ink ink) => ink switch
    {
        Ink.Strong => "1",
        Ink.Faint => "2",
        Ink.Good => "32",
        Ink.Warn => "33",
        Ink.Bad => "31",
        _ => "36",
    };
}
