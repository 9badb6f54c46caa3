using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>One screen, or a window over one: it draws itself, and has a table of keys.</summary>
internal abstract class Screen(ScreenStack stack)
{
    /// <summary>The other screens, and what all of them share.</summary>
    protected ScreenStack Stack => stack;

    /// <summary>The keys: what they do, the bar at the bottom, the help.</summary>
    public abstract KeyTable Keys { get; }

    /// <summary>What stands in the bar at the top; visible text.</summary>
    public abstract string Title { get; }

    /// <summary>Whether the screen below stays in sight.</summary>
    public virtual bool IsWindow => false;

    /// <summary>Where the next character will be typed; null where none is.</summary>
    public virtual (int X, int Y)? Cursor => null;

    /// <summary>Draws it. Everything is drawn each time; what changed is found out later.</summary>
    public abstract void Draw(Canvas canvas);

    /// <summary>Takes a key; false where it means nothing here.</summary>
    public virtual bool Take(Key key) => Keys.Run(key);

    /// <summary>Does a bit of work that would be too long for a frame; tells whether there is something new to draw, or more left to do.</summary>
    public virtual bool Work() => false;

    /// <summary>The keys that every screen has, to end a table with.</summary>
    protected KeyTable WithCommonKeys(KeyTable keys)
    {
        keys.Add("Esc q Q", "Back", "back", Stack.Pop);
        keys.Add("F1 h H ?", "Help", "the keys of this screen", () => Stack.Push(new HelpScreen(Stack, this)));
        keys.Add("F8 o O", "", "settings", () => Stack.Push(SettingsMenu.Of(Stack)));
        keys.Add("Ctrl-C", "", "leave siptrace at once", Stack.Leave);
        return keys;
    }
}
