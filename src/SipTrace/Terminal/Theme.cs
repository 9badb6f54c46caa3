using System.Text;
using SipTrace.Output;

namespace SipTrace.Terminal;

/// <summary>What a terminal is told for each style: the SGR sequence, by what it can do and how light its background is.</summary>
internal sealed class Theme
{
    private readonly byte[][] sequences = new byte[256 * 16][];

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

    /// <summary>The sequence that begins a style, whatever was before.</summary>
    public ReadOnlySpan<byte> Begin(Ink ink, Emphasis emphasis) => sequences[(int)ink << 4 | (int)emphasis] ??= Encoding.ASCII.GetBytes(Make(ink, emphasis));

    private string Make(Ink ink, Emphasis emphasis)
    {
        var sgr = new StringBuilder("\e[0");
        if (emphasis.HasFlag(Emphasis.Bold) || ink == Ink.Strong) sgr.Append(";1");
        if (emphasis.HasFlag(Emphasis.Underline)) sgr.Append(";4");
        var isBar = emphasis.HasFlag(Emphasis.Bar);
        var isSelected = emphasis.HasFlag(Emphasis.Selected);
        switch (Depth)
        {
            case ColorDepth.None:
                if (isBar || isSelected) sgr.Append(";7");
                break;
            case ColorDepth.Sixteen:
                if (isBar || isSelected) sgr.Append(";7");
                if (Sixteen(ink) is { } code) sgr.Append(';').Append(code);
                break;
            default:
                if (Rich(ink) is { } color) sgr.Append(";38;").Append(Number(color));
                if (isBar) sgr.Append(";48;").Append(Number(IsLight ? 0xd0d7de : 0x2d333b));
                else if (isSelected) sgr.Append(";48;").Append(Number(IsLight ? 0xbfdbfe : 0x264f78));
                break;
        }
        return sgr.Append('m').ToString();
    }

    private static string? Sixteen(Ink ink) => ink switch
    {
        Ink.Faint => "2",
        Ink.Good => "32",
        Ink.Warn => "33",
        Ink.Bad => "31",
        Ink.Request => "36",
        Ink.Name => "34",
        Ink.Media => "35",
        Ink.Check => "36",
        Ink.Match => "33;4",
        _ => null,
    };

    private int? Rich(Ink ink) => ink switch
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
