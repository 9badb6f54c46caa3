namespace SipTrace.Terminal;

/// <summary>What stands for a glyph on a terminal that knows only ASCII.</summary>
internal static class Ascii
{
    /// <summary>One character.</summary>
    public static char Of(int glyph) => glyph switch
    {
        >= ' ' and <= '~' => (char)glyph,
        '│' or '┃' or '╎' or '┊' => '|',
        '─' or '━' or '╌' or '┄' => '-',
        '═' => '=',
        '┌' or '┐' or '└' or '┘' or '├' or '┤' or '┬' or '┴' or '┼' or '╭' or '╮' or '╰' or '╯' => '+',
        '…' => '~',
        '·' or '•' => '.',
        '▲' or '△' or '↑' => '^',
        '▼' or '▽' or '↓' => 'v',
        '▶' or '▸' or '→' or '⇒' => '>',
        '◀' or '◂' or '←' => '<',
        '↔' => '=',
        '⟲' => '@',
        '✓' or '●' or '■' => '*',
        '✗' => 'x',
        '○' => 'o',
        '▁' or '▂' => '_',
        '▃' or '▄' or '▅' => '=',
        '▆' or '▇' or '█' => '#',
        '░' or '▒' => ':',
        '—' or '–' => '-',
        _ => '?',
    };
}
