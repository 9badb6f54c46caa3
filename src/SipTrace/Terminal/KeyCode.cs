namespace SipTrace.Terminal;

/// <summary>What was pressed.</summary>
internal enum KeyCode
{
    /// <summary>A character.</summary>
    Character,

    /// <summary>Cursor keys and their like; the names are those of <c>--keys</c>.</summary>
    Up, Down, Left, Right, PgUp, PgDn, Home, End, Insert, Delete, Backspace, Enter, Tab, BackTab, Esc,

    /// <summary>Function keys.</summary>
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,

    /// <summary>The left mouse button, at a place.</summary>
    Click,

    /// <summary>The wheel, at a place.</summary>
    WheelUp, WheelDown,

    /// <summary>The terminal has another size.</summary>
    Resize,

    /// <summary>Back from a stop: the terminal must be taken again.</summary>
    Resume,

    /// <summary>A signal, or the end of the terminal: leave at once.</summary>
    Quit,
}
