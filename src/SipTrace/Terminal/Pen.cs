using System.Buffers;
using System.Text;
using SipTrace.Output;

namespace SipTrace.Terminal;

/// <summary>What the terminal writes with at the moment: a change of style tells only what changes.</summary>
internal sealed class Pen(Theme theme)
{
    private readonly Dictionary<(int From, int To), byte[]> changes = [];
    private int current = -1;

    /// <summary>The theme.</summary>
    public Theme Theme => theme;

    /// <summary>Tells that nobody knows what the terminal writes with.</summary>
    public void Forget() => current = -1;

    /// <summary>Writes what makes the terminal go on in a style.</summary>
    /// <param name="bytes">Where to.</param>
    /// <param name="ink">The colour of the letters.</param>
    /// <param name="emphasis">How they stand out.</param>
    /// <param name="isBlank">Whether a blank comes, whose letters' colour nobody sees.</param>
    public void Take(IBufferWriter<byte> bytes, Ink ink, Emphasis emphasis, bool isBlank)
    {
        var wanted = (int)ink << 4 | (int)emphasis;
        if (wanted == current || isBlank && current >= 0 && LooksAlikeBlank(wanted)) return;
        if (!changes.TryGetValue((current, wanted), out var sequence)) changes.Add((current, wanted), sequence = Encoding.ASCII.GetBytes(Change(current, wanted)));
        bytes.Write(sequence);
        current = wanted;
    }

    private bool LooksAlikeBlank(int wanted)
    {
        const Emphasis seen = Emphasis.Underline | Emphasis.Selected | Emphasis.Bar;
        var (before, after) = ((Emphasis)(current & 15), (Emphasis)(wanted & 15));
        if ((before & seen) != (after & seen)) return false;
        // In reverse the letters' colour is the ground's.
        var isReverse = theme.Depth < ColorDepth.Indexed && (after & (Emphasis.Bar | Emphasis.Selected)) != 0;
        return !isReverse || theme.Letters((Ink)(current >> 4)) == theme.Letters((Ink)(wanted >> 4));
    }

    private string Change(int from, int to)
    {
        var (ink, emphasis) = ((Ink)(to >> 4), (Emphasis)(to & 15));
        var attributes = theme.Attributes(ink, emphasis);
        var (letters, ground) = (theme.Letters(ink), theme.Ground(emphasis));
        if (from < 0 || attributes != theme.Attributes((Ink)(from >> 4), (Emphasis)(from & 15)))
        {
            return $"\e[0{attributes}{(letters == "39" ? "" : ";" + letters)}{(ground == "49" ? "" : ";" + ground)}m";
        }
        var parts = new List<string>();
        if (letters != theme.Letters((Ink)(from >> 4))) parts.Add(letters);
        if (ground != theme.Ground((Emphasis)(from & 15))) parts.Add(ground);
        return parts.Count == 0 ? "" : $"\e[{string.Join(';', parts)}m";
    }
}
