using SipTrace.Capture;

namespace SipTrace.Screens;

/// <summary>The window of settings.</summary>
internal static class SettingsMenu
{
    private static readonly string[] Times = ["time of day", "since the first", "since the one before"];
    private static readonly string[] Colors = ["by outcome", "by CSeq", "by call"];

    /// <summary>Makes it.</summary>
    public static MenuScreen Of(ScreenStack stack)
    {
        var settings = stack.Settings;
        return new MenuScreen(stack, "settings",
        [
            new MenuItem("times in ladders", () => Times[(int)settings.Times], () => settings.Times = (TimeStyle)(((int)settings.Times + 1) % Times.Length)),
            new MenuItem("colours of arrows", () => Colors[(int)settings.Colors], () => settings.Colors = (ArrowColor)(((int)settings.Colors + 1) % Colors.Length)),
            MenuItem.Switch("message beside the ladder", () => settings.HasPreview, () => settings.HasPreview = !settings.HasPreview),
            MenuItem.Switch("RTP in ladders", () => settings.HasMedia, () => settings.HasMedia = !settings.HasMedia),
            MenuItem.Switch("long lines broken", () => settings.IsWrapped, () => settings.IsWrapped = !settings.IsWrapped),
            MenuItem.Switch("passwords and keys shown", () => settings.ShowsSecrets, () => settings.ShowsSecrets = !settings.ShowsSecrets),
            MenuItem.Switch("light background", () => stack.Theme.IsLight, () => stack.Theme = new(stack.Theme.Depth, (settings.IsLight = !stack.Theme.IsLight).Value)),
            new MenuItem("colours", () => Name(stack.Theme.Depth), () => stack.Theme = new((Terminal.ColorDepth)(((int)stack.Theme.Depth + 1) % 4), stack.Theme.IsLight)),
            MenuItem.Switch("ask before leaving", () => settings.AsksBeforeLeaving, () => settings.AsksBeforeLeaving = !settings.AsksBeforeLeaving),
        ], staysOpen: true, more: ("F2 s S", "Save", "keep settings and columns in a file", line =>
        {
            Save(stack);
            return line;
        }));
    }

    /// <summary>Keeps settings and columns in the user's file, and says so.</summary>
    public static void Save(ScreenStack stack)
    {
        try
        {
            stack.Say("saved in " + SettingsFile.Save(stack.Settings, stack.Job.World.Variable));
        }
        catch (UserError mistake)
        {
            stack.Say("not saved: " + mistake.Message);
        }
    }

    private static string Name(Terminal.ColorDepth depth) => depth switch
    {
        Terminal.ColorDepth.None => "none",
        Terminal.ColorDepth.Sixteen => "16",
        Terminal.ColorDepth.Indexed => "256",
        _ => "24 bits",
    };
}
