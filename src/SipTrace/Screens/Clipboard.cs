using System.Text;

namespace SipTrace.Screens;

/// <summary>Gives text to the clipboard of whoever sits at the terminal, through the terminal itself (OSC 52): it works over SSH too.</summary>
internal static class Clipboard
{
    private const int MostOctets = 74_994;      // what xterm takes

    /// <summary>Copies a text, and says so.</summary>
    public static void Copy(ScreenStack stack, string text, string what)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        if (octets.Length > MostOctets)
        {
            stack.Say($"{what}: too long for the terminal's clipboard");
            return;
        }
        stack.Tell(Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(octets)}\a"));
        stack.Say($"{what} copied");
    }
}
