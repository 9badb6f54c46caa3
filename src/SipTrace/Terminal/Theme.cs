using SipTrace.Output;

namespace SipTrace.Terminal;

/// <summary>What a terminal is told for each style: the SGR sequence, by what it can do and how light its background is.</summary>
internal sealed class Theme
{
    /// <summary>A theme.</summary>
    public Theme(ColorDepth depth, bool isLight)
    {
        Depth = depth;
        IsLight = isLight;
    }

    /// <summary>The colours it uses.</summary>
    public ColorDepth Depth { get; }

    /// <summary>Whether it is made for dark letters on a light ground.</summary>
    public bool IsLight { get; }

    /// <summary>What the environment says of the terminal: NO_COLOR, COLORTERM, TERM, COLORFGBG.</summary>
    public static Theme Of(Func<string, string?> variable, bool noColor)
    {
        var term = variable("TERM") ?? "";
        var depth = noColor || variable("NO_COLOR") is { Length: > 0 } || term is "dumb" or "vt100" or "vt220" ? ColorDepth.None
            : variable("COLORTERM") is "truecolor" or "24bit" || term.EndsWith("-direct", StringComparison.Ordinal) ? ColorDepth.True
            : term.Contains("256", StringComparison.Ordinal) ? ColorDepth.Indexed
            : ColorDepth.Sixteen;
        // rxvt, Konsole and others tell both colours as numbers, the background last; 7 and 15 are white.
        var background = variable("COLORFGBG") is { } colors ? colors[(colors.LastIndexOf(';') + 1)..] : "";
        return new Theme(depth, background is "7" or "15");
    }

    /// <summary>The attributes of a style as SGR parameters, each with a semicolon before it; what is told is to be taken back by 0.</summary>
    public string Attributes(Ink ink, Emphasis emphasis)
    {
        var bold = (emphasis & Emphasis.Bold) != 0 || ink == Ink.Strong ? ";1" : "";
        var underline = (emphasis & Emphasis.Underline) != 0 ? ";4" : "";
        var faint = Depth == ColorDepth.Sixteen && ink == Ink.Faint ? ";2" : "";
        var reverse = Depth < ColorDepth.Indexed && (emphasis & (Emphasis.Bar | Emphasis.Selected)) != 0 ? ";7" : "";
        return bold + faint + underline + reverse;
    }

    /// <summary>The colour of the letters as an SGR parameter.</summary>
    public string Letters(Ink ink) => Depth switch
    {
        ColorDepth.None => "39",
        ColorDepth.Sixteen => Sixteen(ink) ?? "39",
        _ => LetterColor(ink) is { } color ? "38;" + Number(color) : "39",
    };

    /// <summary>The colour of the ground as an SGR parameter.</summary>
    public string Ground(Emphasis emphasis) => Depth < ColorDepth.Indexed || GroundColor(emphasis) is not { } color ? "49" : "48;" + Number(color);

    /// <summary>The colour of the ground, as red, green and blue; null for the terminal's own.</summary>
    public int? GroundColor(Emphasis emphasis) => (emphasis & Emphasis.Bar) != 0 ? IsLight ? 0xd0d7de : 0x2d333b
        : (emphasis & Emphasis.Selected) != 0 ? IsLight ? 0xbfdbfe : 0x264f78
        : null;

    /// <summary>The colour of the letters, as red, green and blue; null for the terminal's own.</summary>
    public int? LetterColor(Ink ink) => ink switch
    {
        Ink.Faint => IsLight ? 0x6e7781 : 0x8b949e,
        Ink.Good => IsLight ? 0x116329 : 0x7ee787,
        Ink.Warn => IsLight ? 0x7d4e00 : 0xe3b341,
        Ink.Bad => IsLight ? 0xb31d28 : 0xff7b72,
        Ink.Request => IsLight ? 0x0550ae : 0x79c0ff,
        Ink.Name => IsLight ? 0x0a5f8a : 0x8ddbff,
        Ink.Media => IsLight ? 0x6639ba : 0xd2a8ff,
        Ink.Check => IsLight ? 0x0b6b6b : 0x76e3ea,
        Ink.Match => IsLight ? 0x953800 : 0xffdf5d,
        _ => null,
    };

    private static string? Sixteen(Ink ink) => ink switch
    {
        Ink.Good => "32",
        Ink.Warn => "33",
        Ink.Bad => "31",
        Ink.Request => "36",
        Ink.Name => "34",
        Ink.Media => "35",
        Ink.Check => "36",
        Ink.Match => "93",
        _ => null,
    };

    private string Number(int rgb)
    {
        int red = rgb >> 16, green = rgb >> 8 & 255, blue = rgb & 255;
        if (Depth == ColorDepth.True) return $"2;{red};{green};{blue}";
        // The cube of 6 x 6 x 6, or where all three are alike the finer greys.
        if (Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) < 24) return $"5;{232 + Math.Clamp(((red + green + blue) / 3 - 8) / 10, 0, 23)}";
        return $"5;{16 + 36 * Step(red) + 6 * Step(green) + Step(blue)}";
    }

    private static int Step(int level) => level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40;
}
