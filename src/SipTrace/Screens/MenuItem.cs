namespace SipTrace.Screens;

/// <summary>A line of a menu.</summary>
/// <param name="Name">What it is; visible text.</param>
/// <param name="State">How it stands at the moment; visible text.</param>
/// <param name="Choose">What choosing it does.</param>
internal sealed record MenuItem(string Name, Func<string> State, Action Choose)
{
    /// <summary>A line that does something.</summary>
    public MenuItem(string name, Action choose)
        : this(name, () => "", choose)
    {
    }

    /// <summary>A line that is on or off.</summary>
    public static MenuItem Switch(string name, Func<bool> isOn, Action turn) => new(name, () => isOn() ? "on" : "off", turn);
}
